

export const a = 1;
  nofunc();
