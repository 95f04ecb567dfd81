/** Short messages of what was done, with a way back where there is one. */

export interface Toast {
  id: number;
  tone: 'good' | 'bad';
  text: string;
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 7000;

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;

  show(tone: Toast['tone'], text: string, action?: Toast['action']): void {
    const toast: Toast = { id: this.#next++, tone, text, ...(action && { action }) };
    this.list = [...this.list.slice(-2), toast];
    setTimeout(() => this.dismiss(toast.id), SHOWN_MS);
  }

  done(text: string, action?: Toast['action']): void {
    this.show('good', text, action);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
