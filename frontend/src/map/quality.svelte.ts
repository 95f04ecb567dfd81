/** How fine the 3D picture is: chosen once, or left to the machine. */
import type { Quality } from '../viewer/viewer';
import { stage } from './stage.svelte';

export const QUALITIES = ['auto', 'fine', 'fast'] as const satisfies readonly Quality[];

class PictureQuality {
  chosen = $state<Quality>('auto');
  /** What moving pictures are drawn at, as last looked. */
  now = $state<'fine' | 'medium' | 'coarse'>('fine');

  choose(to: string): void {
    const quality = QUALITIES.find((each) => each === to);
    if (!quality) return;
    this.chosen = quality;
    stage.viewer?.setQuality(quality);
    this.look();
  }

  look(): void {
    this.now = stage.viewer?.quality().now ?? 'fine';
  }
}

export const quality = new PictureQuality();
