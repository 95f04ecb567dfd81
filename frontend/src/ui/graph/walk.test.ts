import { expect, test } from 'vitest';
import { nearest } from './walk';

const cross = [{ id: 'middle', x: 0, y: 0 }, { id: 'east', x: 10, y: 1 }, { id: 'far', x: 30, y: 0 }, { id: 'north', x: 1, y: -10 }];

test('an arrow key leads to the nearest node on that side', () => {
  expect(nearest(cross, 'middle', 'right'), 'not to the one behind it').toBe('east');
  expect(nearest(cross, 'middle', 'up'), 'up is north').toBe('north');
  expect(nearest(cross, 'middle', 'left'), 'nothing lies there').toBeNull();
});

test('every node can be reached', () => {
  expect(nearest(cross, 'east', 'right'), 'on and on').toBe('far');
  expect(nearest(cross, 'nobody', 'right'), 'a node that is gone: begin anew').toBe('middle');
});
