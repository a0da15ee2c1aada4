import './cycle-required.cjs';
export const x = 1;
