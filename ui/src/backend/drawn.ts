/** Pictures for the canned states, drawn by the browser: no file of anybody's is needed. */

const WIDTH = { narrow: 800, wide: 1600 };

/** A picture as the bell answers it: a JPEG in the letters of base64. */
export function drawn(name: string, size: keyof typeof WIDTH): string {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH[size];
  canvas.height = (canvas.width * 9) / 16;
  const pen = canvas.getContext("2d");
  if (!pen) return "";
  const sky = pen.createLinearGradient(0, 0, canvas.width, canvas.height);
  sky.addColorStop(0, "#ffb3cd");
  sky.addColorStop(1, "#4a2a55");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "rgb(255 255 255 / 85%)";
  for (let ring = 0; ring < 7; ring += 1) {
    pen.beginPath();
    pen.arc(canvas.width * (0.12 + ring * 0.13), canvas.height * (0.3 + 0.06 * (ring % 3)), canvas.width * 0.045, 0, 7);
    pen.fill();
  }
  pen.font = `${canvas.width / 14}px sans-serif`;
  pen.fillText(name, canvas.width * 0.08, canvas.height * 0.8);
  return canvas.toDataURL("image/jpeg", 0.85).split(",")[1] ?? "";
}
