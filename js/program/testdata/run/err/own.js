function inner() {
  throw Object.assign(new RangeError('with more'), { code: 'E_MORE', list: [1, 2] });
}

const outer = () => inner();
outer();
