import './app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { installDoor } from './backend';

async function start(): Promise<void> {
  if (import.meta.env.MODE === 'mock') {
    const { mockDoor } = await import('./mock/door');
    installDoor(mockDoor());
  }
  const target = document.getElementById('app');
  if (target) mount(App, { target });
}

void start();
