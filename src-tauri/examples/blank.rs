//! A window of the size of ours that paints one colour: the floor that `tests/benches/window.rs` measures ours against.

use tauri::http::Response;
use tauri::{WebviewUrl, WebviewWindowBuilder};

/// The whole page.
const PAGE: &[u8] = b"<!doctype html><html style='background: #3366cc'>";

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("blank", |_, _| {
            let mut page = Response::new(PAGE);
            page.headers_mut().insert("content-type", tauri::http::HeaderValue::from_static("text/html"));
            page
        })
        .setup(|app| {
            let page = WebviewUrl::CustomProtocol("blank://localhost/".parse()?);
            WebviewWindowBuilder::new(app, "blank", page)
                .title("Blank")
                .inner_size(420.0, 640.0)
                .incognito(true)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
