'use strict';
// BigInt(text) takes all of the text, whatever its length, and no time that grows with its square.

const { createHash } = require('crypto');
const hash = (number) => createHash('sha1').update(number.toString(16)).digest('hex');
const t = (name, f) => {
  try {
    console.log(name, f());
  } catch (error) {
    console.log(name, error.name, error.message.length, error.message.slice(0, 80));
  }
};
t(1, () => hash(BigInt('123456789'.repeat(20000))));
t(2, () => hash(BigInt('-' + '123456789'.repeat(20000))));
t(3, () => hash(BigInt('+' + '123456789'.repeat(20000))));
t(4, () => hash(BigInt(' \n\u00a0\ufeff\u2003' + '00123456789'.repeat(20000) + '\u3000 ')));
t(5, () => hash(BigInt('0x' + '12345abcdef'.repeat(20000))));
t(6, () => hash(BigInt('0O' + '1234567'.repeat(20000))));
t(7, () => hash(BigInt('0b' + '1011'.repeat(20000))));
t(8, () => hash(BigInt('-0x' + '12345abcdef'.repeat(20000))));
t(9, () => hash(BigInt('12345abcdef'.repeat(20000))));
t(10, () => hash(BigInt('1_2'.repeat(20000))));
t(11, () => hash(BigInt('1'.repeat(20000) + 'n')));
t(12, () => hash(BigInt('1'.repeat(20000) + '.5')));
t(13, () => hash(BigInt('0b' + '12'.repeat(20000))));
t(14, () => BigInt('0'.repeat(200000)));
t(15, () => BigInt(' '.repeat(200000)));
t(16, () => BigInt('-'.repeat(200000)));
t(20, () => BigInt('0'.repeat(200000) + '7'));
t(22, () => BigInt('1\u180e' + '2'.repeat(1e4)));
for (const s of ['', ' ', '5n', '1.5', '99999999999999999999n', '99999999999999999999.5', '9'.repeat(18), '-9'.repeat(1), '0x', '0b2', '- 5', '+5', '--5', '1e3', 'Infinity', '\u0661', '0x-5', '00x5', '0_1', '-0', '9223372036854775808', '-9223372036854775809', '0X1F', '\u20025\u2003', '\u180e5', 'é'.repeat(1001)]) t(s, () => BigInt(s));
t('d', () => Object.getOwnPropertyDescriptor(BigInt, 'name').value + BigInt.length);
t('n', () => new BigInt('5'));
for (const s of [1.5, NaN, Infinity, -Infinity, 1e300, 2**53, -0, null, undefined, true, [], [5], new Date(5), 5n, { valueOf() { return '12' } }]) t(typeof s, () => BigInt(s));
t('asn', () => BigInt.asIntN(5, '1.5'));
t('asn', () => BigInt.asIntN(5, 1.5));
t('asn', () => BigInt.asIntN(5, '33'));
t('million', () => String(BigInt('9'.repeat(300000)) % 1000007n));
