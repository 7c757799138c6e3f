// Unit tests talk to the mock API; what jsdom lacks is filled in.
import { cleanup, configure } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { startI18n } from '@/i18n';
import { handlers } from './handlers';
import { addMockTexts } from './texts';

export const server = setupServer(...handlers);

// A failure names what was missing; the whole page would bury it.
configure({ getElementError: (message) => new Error(message ?? '') });

beforeAll(async () => {
  server.listen({ onUnhandledRequest: 'error' });
  await startI18n('vi');
  addMockTexts();
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());

window.matchMedia = ((query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: vi.fn(),
  removeEventListener: vi.fn(),
  dispatchEvent: vi.fn(),
})) as unknown as typeof window.matchMedia;
window.ResizeObserver = class {
  observe() {
    /* sizes never change in jsdom */
  }
  unobserve() {
    /* sizes never change in jsdom */
  }
  disconnect() {
    /* sizes never change in jsdom */
  }
};
Object.defineProperty(document, 'fonts', { value: new EventTarget() });
HTMLCanvasElement.prototype.getContext = () => null;
window.scrollTo = vi.fn();
Element.prototype.scrollIntoView = vi.fn();
