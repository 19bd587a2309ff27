/**
 * A curve that visits every cell of a rectangle once, stepping to a neighbour each time: what is near in number is near
 * in the drawing. A generalised Hilbert curve for any width and height (after J. Červený's "gilbert").
 */
export function curve(width: number, height: number): Uint32Array {
  const cells = new Uint32Array(width * height);
  let at = 0;
  const visit = (x: number, y: number, ax: number, ay: number, bx: number, by: number): void => {
    const w = Math.abs(ax + ay);
    const h = Math.abs(bx + by);
    const dax = Math.sign(ax);
    const day = Math.sign(ay);
    const dbx = Math.sign(bx);
    const dby = Math.sign(by);
    if (h === 1) {
      for (let i = 0; i < w; i++, x += dax, y += day) cells[at++] = y * width + x;
      return;
    }
    if (w === 1) {
      for (let i = 0; i < h; i++, x += dbx, y += dby) cells[at++] = y * width + x;
      return;
    }
    let ax2 = Math.trunc(ax / 2);
    let ay2 = Math.trunc(ay / 2);
    let bx2 = Math.trunc(bx / 2);
    let by2 = Math.trunc(by / 2);
    if (2 * w > 3 * h) {
      if (Math.abs(ax2 + ay2) % 2 && w > 2) {
        ax2 += dax;
        ay2 += day;
      }
      visit(x, y, ax2, ay2, bx, by);
      visit(x + ax2, y + ay2, ax - ax2, ay - ay2, bx, by);
      return;
    }
    if (Math.abs(bx2 + by2) % 2 && h > 2) {
      bx2 += dbx;
      by2 += dby;
    }
    visit(x, y, bx2, by2, ax2, ay2);
    visit(x + bx2, y + by2, ax, ay, bx - bx2, by - by2);
    visit(x + (ax - dax) + (bx2 - dbx), y + (ay - day) + (by2 - dby), -bx2, -by2, -(ax - ax2), -(ay - ay2));
  };
  if (width >= height) visit(0, 0, width, 0, 0, height);
  else visit(0, 0, 0, height, width, 0);
  return cells;
}
