/** Counts what each canvas keeps in the graphics card's memory, by listening to WebGL. */

const PIXEL = new Map([
  [0x8058, 4], [0x8C43, 4], [0x8814, 16], [0x8229, 1], [0x822B, 2], [0x8236, 4], [0x822E, 4], [0x8051, 3], [0x881A, 8],
  [0x8230, 8], [0x1908, 4], [0x1907, 3], [0x81A6, 4], [0x8CAC, 4], [0x88F0, 4], [0x8D70, 16],
]);
const kept = new WeakMap();

function of(gl) {
  if (!kept.has(gl)) kept.set(gl, { buffers: new Map(), textures: new Map(), bound: new Map() });
  return kept.get(gl);
}

function after(name, note) {
  const usual = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...args) {
    const result = usual.apply(this, args);
    note(of(this), args);
    return result;
  };
}

/** Begins to listen; call it before any context is made. */
export function listen() {
  after('bindBuffer', (card, [target, buffer]) => card.bound.set(target, buffer));
  after('bufferData', (card, [target, data]) => card.buffers.set(card.bound.get(target), typeof data === 'number' ? data : (data?.byteLength ?? 0)));
  after('deleteBuffer', (card, [buffer]) => card.buffers.delete(buffer));
  after('bindTexture', (card, [target, texture]) => card.bound.set(target, texture));
  after('texStorage2D', (card, [target, , format, width, height]) => card.textures.set(card.bound.get(target), width * height * (PIXEL.get(format) ?? 4)));
  after('texImage2D', (card, args) => {
    const [target, level, format, width, height] = args;
    if (level === 0 && args.length >= 9) card.textures.set(card.bound.get(target), width * height * (PIXEL.get(format) ?? 4));
  });
  after('deleteTexture', (card, [texture]) => card.textures.delete(texture));
}

/** Bytes of a canvas's buffers and textures; a texture above 4 MB that does not grow with the rooms is named apart. */
export function bytes(canvas) {
  const card = of(canvas.getContext('webgl2'));
  const sum = (map) => [...map.values()].reduce((a, b) => a + b, 0);
  return { buffers: sum(card.buffers), textures: [...card.textures.values()].sort((a, b) => b - a).slice(0, 8) };
}
