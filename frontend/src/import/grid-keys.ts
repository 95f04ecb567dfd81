/** Keys that walk the cells of a sheet. */
import type { RowPreview } from '../bindings/RowPreview';
import { homeOf, type Blocks } from './grid-layout';
import { enterColumn, workspace } from './workspace.svelte';

interface Grid {
  rows: readonly RowPreview[];
  columns: number;
  blocks: Blocks;
  page: () => number;
  open: (column: number) => void;
}

interface Spot {
  line: number;
  column: number;
}

/** Where a key leads from a cell; a merged range is left as a whole. */
export function stepFrom(grid: Pick<Grid, 'rows' | 'columns' | 'blocks'>, { line, column }: Spot, key: string, control: boolean, page: number): Spot | null {
  const block = grid.blocks.get(`${line}:${column}`) ?? { line, column, lines: 1, columns: 1 };
  const end = grid.rows.length - 1;
  if (key === 'ArrowUp') return { line: block.line - 1, column };
  if (key === 'ArrowDown') return { line: block.line + block.lines, column };
  if (key === 'ArrowLeft') return { line, column: block.column - 1 };
  if (key === 'ArrowRight') return { line, column: block.column + block.columns };
  if (key === 'PageUp') return { line: Math.max(0, line - page), column };
  if (key === 'PageDown') return { line: Math.min(end, line + page), column };
  if (key === 'Home') return { line: control ? 0 : line, column: 0 };
  if (key === 'End') return { line: control ? end : line, column: grid.columns - 1 };
  return null;
}

export function gridKeys(grid: Grid): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.altKey || event.metaKey || (event.target as HTMLElement).closest('button')) return;
    const found = grid.rows.findIndex((row) => row.row === workspace.cell?.row);
    const here: Spot = { line: Math.max(0, found), column: workspace.cell?.column ?? 0 };
    if (event.key === 'Enter' && !event.ctrlKey && workspace.cell) {
      grid.open(homeOf(grid.blocks, here.line, here.column).column);
      void enterColumn();
    }
    else {
      const to = stepFrom(grid, here, event.key, event.ctrlKey, grid.page());
      if (!to) return;
      const row = grid.rows[workspace.cell ? to.line : 0];
      if (row && to.column >= 0 && to.column < grid.columns) workspace.cell = { row: row.row, column: workspace.cell ? to.column : 0 };
    }
    event.preventDefault();
    event.stopPropagation();
  };
}
