/** The map's buildings and sites, as shapes and counts. */
import { asRpcError, call } from '../backend';
import type { BuildingOutline } from '../bindings/BuildingOutline';
import type { CommunityView } from '../bindings/CommunityView';
import type { RpcError } from '../bindings/RpcError';
import { session } from './session.svelte';

class Community {
  view = $state.raw<CommunityView | null>(null);
  error = $state.raw<RpcError | null>(null);
  loading = $state(false);

  buildings = $derived(new Map<string, BuildingOutline>(this.view?.buildings.map((building) => [building.id, building]) ?? []));
  siteNames = $derived(new Map<string, string>(this.view?.sites.map((site) => [site.id, site.name]) ?? []));

  async load(): Promise<void> {
    this.loading = true;
    try {
      this.view = await call('community', {});
      this.error = null;
    } catch (error) {
      this.error = asRpcError(error);
    } finally {
      this.loading = false;
    }
  }

  forget(): void {
    this.view = null;
    this.error = null;
  }
}

export const community = new Community();
session.onLock(() => community.forget());
