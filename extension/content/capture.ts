import { capturePage } from '../capture/capture-page.ts';
import type { Capture } from '../capture/capture.ts';

/** A posting that is still loading is read again until this much time has passed. */
const PATIENCE_MS = 1500;
const AGAIN_AFTER_MS = 150;

async function capture(): Promise<Capture> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const read = capturePage({ document, url: new URL(location.href), capturedAt: new Date() });
    if (read.verdict.kind !== 'not_loaded' || performance.now() + AGAIN_AFTER_MS > deadline) return read;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
  }
}

// A file's own value is lost where a bundler wraps it, so the popup calls this in a second step. The page can't see it: worlds are isolated.
Object.assign(globalThis, { jackdawCapture: capture });
