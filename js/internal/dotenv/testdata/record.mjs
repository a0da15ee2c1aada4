// Writes cases.jsonl: texts of .env files, and what Node's util.parseEnv makes of
// each. Run it with Node 26: node record.mjs
import { writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

const chosen = [
  'A=1', 'A="1" # c\nB=\'2\'\nC=`3`', 'A=a#b', 'A="a#b"', 'A=#b', 'A= # b', 'A="\nb\n"\nC=1', 'A="a\\nb\\tc\\"d"', "A='a\\nb'", 'A=a\\nb',
  'export A=1\nexport\tB=2\n export  C=3\nexportD=4\nexport =5', 'A=1\r\nB="2\r\n3"\r\n', 'A=1\rB=2', '\uFEFFA=1', '', '\n\n', '#A=1', '  # A=1\n  B=2',
  'A', 'A\nB=1', 'A=\nB=2', 'A=  \n\nB=2', '=1', '=1=2', '==', 'A==B', 'A = 1', 'A B=1', 'A.b-c=1', '1=2\nB=3', 'A="x" y\nB=1', 'A="unclosed\nB=1', "A='it's'\nB=1",
  'A=" x "', 'A= x ', 'A="a" "b"', 'A=$B ${C}', '__proto__=1', 'A=1\nA=2', 'A="é\u00a0"', 'A=\u00a0x\u00a0', 'A="a"\n #b=c', 'A=a\n #b=c', '#x\n #b=c',
];
const pieces = ['A', 'B', 'KEY', 'a b', ' ', '  ', '\t', '=', '=', '=', '\n', '\n', '\n', '\r\n', '\r', '"', '"', "'", "'", '`', '#', '#', 'export ', 'export', 'export\t', '\\n', '\\', '\\"', '\\r', 'é', '$', '${A}', ':', '\uFEFF', '\u00a0', '\v', '\f', 'x=y', '\0', '-', '.', '1'];
let seed = 1;
function random(n) {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
}
const texts = new Set(chosen);
while (texts.size < 3000) {
  let text = '';
  for (let n = 1 + random(14); n > 0; n--) text += pieces[random(pieces.length)];
  texts.add(text);
}
const lines = [...texts].map((text) => JSON.stringify([text, Object.entries(parseEnv(text))]) + '\n');
writeFileSync(new URL('cases.jsonl', import.meta.url), lines.join(''));
