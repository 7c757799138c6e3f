// Unit tests talk to the mock API; what jsdom lacks is filled in.
import { cleanup } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { startI18n } from '@/i18n';
import { handlers } from './handlers';
import { addMockTexts } from './texts';

export const server = setupServer(...handlers);

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

window.matchMedia = (query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: vi.fn(),
  removeListener: vi.fn(),
  addEventListener: vi.fn(),
  removeEventListener: vi.fn(),
  dispatchEvent: vi.fn(),
});
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
window.scrollTo = vi.fn();
Element.prototype.scrollIntoView = vi.fn();
