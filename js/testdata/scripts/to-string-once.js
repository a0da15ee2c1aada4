// A toString that returns no string is called once.
let calls = 0;
const odd = (value) => ({ toString() { calls++; return value } });
for (const value of ['a', undefined, null, 1, true]) {
  calls = 0;
  const compared = new Intl.Collator().compare(odd(value), String(value));
  console.log(String(value), compared, calls);
}
