/** The remembered corrections (导入方案) of the register: seen, renamed, forgotten, carried to another register. */
import { asRpcError, call, pickFile, pickSave } from '../backend';
import type { ImportProfile } from '../bindings/ImportProfile';
import type { ImportProfiles } from '../bindings/ImportProfiles';
import type { RpcError } from '../bindings/RpcError';
import { t } from '../i18n/index.svelte';
import { session } from '../state/session.svelte';
import { toasts } from '../state/toasts.svelte';

const KIND = { name: 'JSON', extensions: ['json'] };

class Profiles {
  list = $state.raw<ImportProfile[] | null>(null);
  error = $state.raw<RpcError | null>(null);

  load(): Promise<void> {
    return this.#take(() => call('import_profiles', {}));
  }

  rename(id: string, name: string): Promise<void> {
    return this.#take(() => call('import_profile_rename', { id, name }));
  }

  forget(id: string): Promise<void> {
    return this.#take(() => call('import_profile_forget', { id }));
  }

  /** Writes one to a file that the user names. */
  async save(profile: ImportProfile): Promise<void> {
    const out = await pickSave(t('profile.save'), `${profile.name}.json`, [KIND]);
    if (!out) return;
    try {
      await call('import_profile_export', { id: profile.id, out });
      this.error = null;
      toasts.done(t('profile.saved', { path: out }));
    } catch (error) {
      this.error = asRpcError(error);
    }
  }

  /** Takes one from a file that the user picks. */
  async open(): Promise<void> {
    const path = await pickFile(t('profile.open'), [KIND]);
    if (path) await this.#take(() => call('import_profile_load', { path }));
  }

  clear(): void {
    this.list = null;
    this.error = null;
  }

  async #take(ask: () => Promise<ImportProfiles>): Promise<void> {
    try {
      this.list = (await ask()).profiles;
      this.error = null;
    } catch (error) {
      this.error = asRpcError(error);
    }
  }
}

export const profiles = new Profiles();
session.onLock(() => profiles.clear());
