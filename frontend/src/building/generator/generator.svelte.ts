/** The building generator at work: the form, what the program makes of it, where the building stands. */
import { asRpcError, call } from '../../backend';
import type { BlockForm } from '../../bindings/BlockForm';
import type { BlockPreview } from '../../bindings/BlockPreview';
import type { FieldEdit } from '../../bindings/FieldEdit';
import type { FormProblem } from '../../bindings/FormProblem';
import type { PlannedRoomRow } from '../../bindings/PlannedRoomRow';
import type { RpcError } from '../../bindings/RpcError';
import { Latest } from '../../lib/latest';
import { isoDay, readPartialDate } from '../../lib/partial-date';
import { community } from '../../state/community.svelte';
import type { Refusal } from '../../state/writes';
import type { GeneratorStart } from '../space-dialogs.svelte';
import { changeBlock, raiseBuilding } from '../space-writes';
import { USUAL } from './block-form';
import { corners, sizeOf, toDegrees, type Placement } from './placing';

/** A form is planned once it has been left alone for so long. */
const DEBOUNCE_MS = 140;

export class Generator {
  form = $state.raw<BlockForm>(USUAL);
  preview = $state.raw<BlockPreview | null>(null);
  error = $state.raw<RpcError | null>(null);
  planning = $state(true);
  saving = $state(false);

  site = $state<string>('');
  siteName = $state('');
  name = $state('');
  address = $state('');
  placement = $state.raw<Placement | null>(null);
  on = $state(isoDay(new Date()));
  note = $state('');
  /** Surplus rooms that shall end, and why. */
  ending = $state.raw<ReadonlyMap<string, string>>(new Map());

  #latest = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly start: GeneratorStart) {
    this.site = start.siteId ?? '';
    if (start.at) this.placement = { at: start.at, turn: 0 };
    void this.#begin();
  }

  changing = $derived.by(() => this.start.buildingId !== undefined);
  size = $derived(sizeOf(this.form));
  problems = $derived<FormProblem[]>(this.preview?.problems ?? []);
  planned = $derived(new Map<string, PlannedRoomRow>(this.preview?.rooms.map((row) => [row.id, row]) ?? []));
  /** Whether anything would be written. */
  changes = $derived((this.preview?.added ?? 0) > 0 || this.ending.size > 0);
  named = $derived(this.changing || this.name.trim() !== '');
  ready = $derived(!this.planning && !this.saving && this.preview !== null && this.problems.length === 0 && this.named && (this.changing ? this.changes : this.preview.rooms.length > 0));

  problemsOf(...fields: string[]): FormProblem[] {
    return this.problems.filter((problem) => fields.includes(problem.field));
  }

  edit(form: BlockForm): void {
    this.form = form;
    this.planning = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#plan(form), DEBOUNCE_MS);
  }

  end(roomId: string, reason: string | null): void {
    const next = new Map(this.ending);
    if (reason === null) next.delete(roomId);
    else next.set(roomId, reason);
    this.ending = next;
  }

  async submit(): Promise<Refusal> {
    this.saving = true;
    const refusal = this.start.buildingId === undefined ? await this.#raise() : await this.#change(this.start.buildingId);
    this.saving = false;
    this.error = refusal;
    return refusal;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#latest.forget();
  }

  async #begin(): Promise<void> {
    await this.#plan(null);
    const { addFloors } = this.start;
    if (addFloors) this.edit({ ...this.form, floorsAbove: this.form.floorsAbove + addFloors });
  }

  /** Without a form the program gives the one to begin with. */
  async #plan(form: BlockForm | null): Promise<void> {
    try {
      const preview = await this.#latest.run(() => call('plan_block', { buildingId: this.start.buildingId ?? null, form }));
      if (!preview) return;
      this.preview = preview;
      if (form === null) this.form = preview.form;
      const surplus = new Set(preview.surplus.map((room) => room.id));
      this.ending = new Map([...this.ending].filter(([id]) => surplus.has(id)));
      this.error = null;
    } catch (error) {
      this.error = asRpcError(error);
    }
    this.planning = false;
  }

  #raise(): Promise<Refusal> {
    const plane = community.view?.plane;
    const fields: FieldEdit[] = [['name', this.name], ['address', this.address]].flatMap(([field = '', value = '']) => (value.trim() === '' ? [] : [{ field, value: value.trim() }]));
    return raiseBuilding({
      siteId: this.site === '' || this.site === 'new' ? null : this.site,
      siteName: this.site === 'new' && this.siteName.trim() !== '' ? this.siteName.trim() : null,
      fields,
      footprint: this.placement && plane ? toDegrees(corners(this.placement, this.size), plane) : null,
      form: this.form,
      note: this.note.trim() || null,
    });
  }

  #change(buildingId: string): Promise<Refusal> {
    const endRooms = [...this.ending].map(([roomId, reason]) => ({ roomId, reason }));
    return changeBlock({ buildingId, form: this.form, on: readPartialDate(this.on), endRooms, note: this.note.trim() || null });
  }
}
