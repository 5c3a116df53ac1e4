/** Data that a page carries: gzipped JSON, as base64 in a `<template>`, which is never rendered. */

/** Return the bytes that base64 text stands for. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64.trim());
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/** Return the value that gzipped JSON contains. */
export async function unzipped<T>(bytes: Uint8Array<ArrayBuffer>): Promise<T> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text()) as T;
}

/** Return the data of a template. Throws an error with a sentence for the reader. */
export async function unpack<T>(id: string): Promise<T> {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`the report contains no ${id}`);
  if (!('DecompressionStream' in globalThis)) {
    throw new Error('This browser is too old to unpack the report: it has no DecompressionStream.');
  }
  return unzipped<T>(bytesOf(template.content.textContent ?? ''));
}
