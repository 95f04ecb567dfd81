/** Who is at work on which register. */
import { asRpcError, call, whenLocked } from '../backend';
import type { BaseCounts } from '../bindings/BaseCounts';
import type { RpcError } from '../bindings/RpcError';
import type { SessionView } from '../bindings/SessionView';
import type { StatusView } from '../bindings/StatusView';

class Session {
  status = $state.raw<StatusView | null>(null);
  current = $state.raw<SessionView | null>(null);
  /** A recovery key that has been shown but not yet confirmed as kept. */
  recoveryKey = $state<string | null>(null);
  counts = $state.raw<BaseCounts | null>(null);
  /** Deriving a key takes seconds on purpose; the screen says so. */
  busy = $state(false);
  error = $state.raw<RpcError | null>(null);
  lockedByIdle = $state(false);
  #onLock: (() => void)[] = [];

  async start(): Promise<void> {
    try {
      this.status = await call('status', {});
      if (this.status.session) this.#enter(this.status.session);
    } catch (error) {
      this.error = asRpcError(error);
    }
  }

  async unlock(path: string, user: string, password: string): Promise<void> {
    await this.#attempt(async () => this.#enter(await call('unlock', { path, user, password })));
  }

  async create(path: string, name: string, user: string, displayName: string, password: string): Promise<void> {
    await this.#attempt(async () => {
      const made = await call('create_register', { path, name, user, displayName, password });
      this.recoveryKey = made.recoveryKey;
      this.#enter(made.session);
    });
  }

  async lock(cause: 'user' | 'idle' = 'user'): Promise<void> {
    if (!this.current) return;
    this.lockedByIdle = cause === 'idle';
    this.current = null;
    this.counts = null;
    this.recoveryKey = null;
    this.error = null;
    for (const forget of this.#onLock) forget();
    await call('lock', {}).catch(() => undefined);
    this.status = await call('status', {}).catch(() => this.status);
  }

  /** What went wrong, or nothing. */
  async setPurpose(purpose: string): Promise<RpcError | null> {
    try {
      this.current = await call('set_purpose', { purpose });
      return null;
    } catch (error) {
      return asRpcError(error);
    }
  }

  async refreshCounts(): Promise<void> {
    const counts = await call('counts', {}).catch(() => null);
    if (counts && this.current) this.counts = counts;
  }

  /** Whatever was read from the register is forgotten when it is locked. */
  onLock(forget: () => void): void {
    this.#onLock.push(forget);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      await work();
    } catch (error) {
      this.error = asRpcError(error);
    } finally {
      this.busy = false;
    }
  }

  #enter(session: SessionView): void {
    this.current = session;
    this.counts = session.counts;
    this.lockedByIdle = false;
  }
}

export const session = new Session();
whenLocked(() => void session.lock());
