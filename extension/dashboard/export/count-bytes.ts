/** A fetch that tells how many bytes of a successful reply have come. What it passes on is unchanged, a cut stream included. */
export function countBytes(fetch: typeof globalThis.fetch, onBytes: (received: number) => void): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.ok || !response.body) return response;
    let received = 0;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        received += piece.byteLength;
        onBytes(received);
        controller.enqueue(piece);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };
}
