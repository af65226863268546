/** The window process, over Tauri's IPC: one line a command. */
import { Channel, invoke } from "@tauri-apps/api/core";

import type { Backend, WindowMessage } from "./backend";

export const tauriBackend: Backend = {
  watch: (onMessage) => invoke("watch", { channel: new Channel<WindowMessage>(onMessage) }),
  setBell: (eventType, rings) => invoke("set_bell", { eventType, rings }),
  setToken: (token) => invoke("set_token", { token }),
  forgetToken: () => invoke("forget_token"),
  testNotification: () => invoke("test_notification"),
  retry: () => invoke("retry"),
  pause: (seconds) => invoke("pause", { seconds }),
  resume: () => invoke("resume"),
  openStream: () => invoke("open_stream"),
};
