/** Where the playground's HTTP interface stands. */
export const api = '/playground/api';
