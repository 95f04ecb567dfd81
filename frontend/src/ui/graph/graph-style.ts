/** How the graph looks: shapes by kind of record, colours from the tokens. */
import type { StylesheetJson } from 'cytoscape';

const SHAPES: Record<string, string> = { person: 'ellipse', room: 'round-rectangle', building: 'rectangle', organisation: 'round-hexagon', household: 'round-diamond', visit: 'round-tag', batch: 'cut-rectangle' };
const FILLS: Record<string, [string, string]> = {
  person: ['--accent-soft', '--accent'], room: ['--state-owner-occupied-soft', '--state-owner-occupied'], building: ['--sunken', '--line-strong'],
  organisation: ['--state-business-soft', '--state-business'], household: ['--good-soft', '--good'],
};

export function graphStyle(element: HTMLElement): StylesheetJson {
  const tokens = getComputedStyle(element);
  const token = (name: string): string => tokens.getPropertyValue(name).trim();
  const font = { 'font-family': token('--font').replaceAll("'", '"'), 'font-size': 11, color: token('--ink') };
  return [
    { selector: 'node', style: { ...font, label: 'data(label)', width: 30, height: 30, shape: 'ellipse', 'background-color': token('--raised'), 'border-width': 1.5, 'border-color': token('--line-strong'), 'text-valign': 'bottom', 'text-margin-y': 4, 'text-wrap': 'wrap', 'text-max-width': '104px', 'text-overflow-wrap': 'anywhere', 'text-background-color': token('--sunken'), 'text-background-opacity': 0.85, 'text-background-padding': '2px' } },
    ...Object.entries(SHAPES).map(([kind, shape]) => ({ selector: `node[kind = "${kind}"]`, style: { shape: shape as 'ellipse', ...(FILLS[kind] && { 'background-color': token(FILLS[kind][0]), 'border-color': token(FILLS[kind][1]) }) } })),
    { selector: 'node[distance = 0]', style: { width: 44, height: 44, 'border-width': 3, 'font-weight': 'bold', 'font-size': 12 } },
    { selector: 'node.chosen', style: { 'border-width': 4, 'border-color': token('--focus') } },
    { selector: 'edge', style: { ...font, 'font-size': 10, color: token('--ink-2'), label: '', width: 1.5, 'line-color': token('--line-strong'), 'curve-style': 'bezier', 'target-arrow-shape': 'none', 'text-background-color': token('--sunken'), 'text-background-opacity': 0.9, 'text-background-padding': '1px', 'text-rotation': 'autorotate' } },
    { selector: 'edge.near', style: { label: 'data(label)', width: 2.2, 'line-color': token('--accent') } },
    { selector: 'edge[ended = 1]', style: { 'line-style': 'dashed', opacity: 0.65 } },
  ];
}
