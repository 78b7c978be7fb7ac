/** A message as `_locales` holds it. */
export interface Translation {
  message: string;
  placeholders?: Record<string, { content: string }>;
}
