/** What readers choose for their eyes alone; the page is whole in each. */
export type Theme = 'light' | 'dark';
export type Language = 'en' | 'ko';
