/** The one door to the program behind the window: nothing else calls `invoke`, opens a file dialog or hears a file dropped. */
import { Channel, invoke } from '@tauri-apps/api/core';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { open, save } from '@tauri-apps/plugin-dialog';
import type { Progress } from './bindings/Progress';
import type { Replies } from './bindings/Replies';
import type { Request } from './bindings/Request';
import type { RpcError } from './bindings/RpcError';

export type Op = keyof Replies;
export type Arguments<K extends Op> = Omit<Extract<Request, { op: K }>, 'op'>;

/** A job can be cancelled by its name and reports how far it is. */
export interface Job {
  job?: string;
  onProgress?: (progress: Progress) => void;
}

export interface FileKind {
  name: string;
  extensions: string[];
}

/** What is being dragged over the window: nothing is known of the files before they are dropped. */
export type Drag = { type: 'over' } | { type: 'leave' } | { type: 'drop'; paths: string[] };

/** The ways out of the window. Tauri's is the real one; development and tests put another in its place. */
export interface Door {
  rpc(request: Request, job: string | null, onProgress: (progress: Progress) => void): Promise<unknown>;
  pickFile(title: string, kinds: FileKind[]): Promise<string | null>;
  pickSave(title: string, suggested: string, kinds: FileKind[]): Promise<string | null>;
  onDrag(listener: (drag: Drag) => void): () => void;
}

const tauri: Door = {
  rpc(request, job, onProgress) {
    const progress = new Channel<Progress>();
    progress.onmessage = onProgress;
    return invoke('rpc', { request, job, progress });
  },
  async pickFile(title, kinds) {
    const picked = await open({ title, filters: kinds, multiple: false, directory: false });
    return typeof picked === 'string' ? picked : null;
  },
  pickSave: (title, suggested, kinds) => save({ title, defaultPath: suggested, filters: kinds }),
  onDrag(listener) {
    const listening = getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === 'drop') listener({ type: 'drop', paths: payload.paths });
      else listener({ type: payload.type === 'leave' ? 'leave' : 'over' });
    });
    return () => void listening.then((stop) => stop());
  },
};

let door: Door = tauri;
let inFlight = 0;
let onLocked: () => void = () => undefined;

/** Puts another door in the place of Tauri's. */
export function installDoor(other: Door): void {
  door = other;
}

/** Says what to do when the program answers that no register is unlocked any more. */
export function whenLocked(act: () => void): void {
  onLocked = act;
}

/** How many requests have not been answered yet. */
export function requestsInFlight(): number {
  return inFlight;
}

/** Sends a request. Rejects with an `RpcError`, whatever went wrong. */
export async function call<K extends Op>(op: K, args: Arguments<K>, { job, onProgress }: Job = {}): Promise<Replies[K]> {
  inFlight += 1;
  try {
    const request = { op, ...args } as unknown as Request;
    return (await door.rpc(request, job ?? null, onProgress ?? (() => undefined))) as Replies[K];
  } catch (error) {
    const refusal = asRpcError(error);
    if (refusal.code === 'locked') onLocked();
    throw refusal;
  } finally {
    inFlight -= 1;
  }
}

/** Whatever was thrown, as the error the screen shows. */
export function asRpcError(error: unknown): RpcError {
  if (typeof error === 'object' && error !== null && 'code' in error && 'zh' in error) return error as RpcError;
  const text = error instanceof Error ? error.message : String(error);
  return { code: 'internal', zh: `程序内部故障:${text}。请重试;若再次出现,请记下此信息并反馈。`, en: `Internal fault: ${text}. Try again; if it returns, note this text and report it.`, field: null };
}

/** A path that an automated test put in the place of the next file dialog's answer. */
function pickedByTest(): string | undefined {
  const seam = globalThis as { louceTestPick?: string };
  const picked = seam.louceTestPick;
  delete seam.louceTestPick;
  return picked;
}

export async function pickFile(title: string, kinds: FileKind[]): Promise<string | null> {
  return pickedByTest() ?? door.pickFile(title, kinds);
}

export async function pickSave(title: string, suggested: string, kinds: FileKind[]): Promise<string | null> {
  return pickedByTest() ?? door.pickSave(title, suggested, kinds);
}

export function onDrag(listener: (drag: Drag) => void): () => void {
  return door.onDrag(listener);
}
