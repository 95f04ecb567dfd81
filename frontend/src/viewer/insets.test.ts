import { describe, expect, it } from 'vitest';
import { insets } from './insets';

const canvas = { left: 100, top: 50, right: 1100, bottom: 850 };

describe('strips beside what the page lays over the canvas', () => {
  it('takes a tall list in the corner from the side and a bar from above', () => {
    const list = { left: 110, top: 60, right: 290, bottom: 460 };
    const bar = { left: 700, top: 60, right: 1090, bottom: 90 };
    expect(insets(canvas, [list, bar])).toEqual({ left: 190, top: 40, right: 0, bottom: 0 });
  });

  it('holds all that stands at one edge', () => {
    const at = (right: number) => ({ left: 110, top: 60, right, bottom: 840 });
    expect(insets(canvas, [at(200), at(260), at(150)]).left).toBe(160);
    expect(insets(canvas, [{ left: 150, top: 700, right: 1050, bottom: 840 }])).toEqual({ left: 0, top: 0, right: 0, bottom: 150 });
  });

  it('passes over what is not shown or lies beside the canvas', () => {
    expect(insets(canvas, [{ left: 0, top: 0, right: 0, bottom: 0 }, { left: 0, top: 0, right: 90, bottom: 900 }])).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  });
});
