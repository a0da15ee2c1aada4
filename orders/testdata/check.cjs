'use strict';
// node check.cjs [--runs N] [--write] [name ...]
// Runs every script N times (default 20), half of them two at a time for noise, and
// verifies that the per-who sequences never vary. With --write stores the first run's
// output as <name>.txt. Not itself a recording.
const fs = require('node:fs');
const path = require('node:path');
const { spawn } = require('node:child_process');

const args = process.argv.slice(2);
let runs = 20;
let write = false;
const only = [];
for (let i = 0; i < args.length; i++) {
  if (args[i] === '--runs') runs = +args[++i];
  else if (args[i] === '--write') write = true;
  else only.push(args[i].replace(/\.js$/, ''));
}
const helpers = new Set(['record']);
const scripts = fs.readdirSync(__dirname)
  .filter((f) => f.endsWith('.js'))
  .map((f) => f.slice(0, -3))
  .filter((n) => !helpers.has(n) && (only.length === 0 || only.includes(n)))
  .sort();

function run(name) {
  return new Promise((resolve) => {
    const t = Date.now();
    const p = spawn(process.execPath, [path.join(__dirname, `${name}.js`)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    p.stdout.on('data', (d) => { out += d; });
    p.stderr.on('data', (d) => { err += d; });
    p.on('close', (code) => resolve({ code, out, err, ms: Date.now() - t }));
  });
}

function perWho(out) {
  const m = {};
  for (const line of out.split('\n')) {
    if (!line) continue;
    const i = line.indexOf(' ');
    (m[line.slice(0, i)] ||= []).push(line.slice(i + 1));
  }
  return JSON.stringify(Object.keys(m).sort().map((k) => [k, m[k]]), null, 1);
}

async function check(name) {
  const results = [];
  for (let i = 0; i < runs;) {
    if (i < runs / 2) {
      results.push(await run(name));
      i++;
    } else {
      const n = Math.min(3, runs - i);
      results.push(...await Promise.all(Array.from({ length: n }, () => run(name))));
      i += n;
    }
  }
  const problems = [];
  const seqs = new Map();
  for (const r of results) {
    if (r.code !== 0) problems.push(`exit ${r.code}: ${r.err.trim().slice(0, 600)}`);
    else if (r.err) problems.push(`stderr: ${r.err.trim().slice(0, 600)}`);
    const s = perWho(r.out);
    seqs.set(s, (seqs.get(s) || 0) + 1);
  }
  if (seqs.size > 1) {
    const list = [...seqs].sort((a, b) => b[1] - a[1]);
    problems.push(`${seqs.size} different per-who sequences (${list.map((x) => x[1]).join('/')})`);
    fs.writeFileSync(`/tmp/${name}.a`, list[0][0]);
    fs.writeFileSync(`/tmp/${name}.b`, list[1][0]);
  }
  const max = Math.max(...results.map((r) => r.ms));
  if (write) fs.writeFileSync(path.join(__dirname, `${name}.txt`), results[0].out);
  else if (problems.length === 0) {
    const file = path.join(__dirname, `${name}.txt`);
    if (!fs.existsSync(file)) problems.push('no .txt');
    else if (perWho(fs.readFileSync(file, 'utf8')) !== perWho(results[0].out)) problems.push('.txt differs');
  }
  console.log(`${problems.length ? 'BAD' : 'ok '} ${name} (${max} ms)`);
  for (const p of new Set(problems)) console.log(`    ${p}`);
  return problems.length === 0;
}

(async () => {
  let bad = 0;
  for (const n of scripts) if (!await check(n)) bad++;
  console.log(`${scripts.length} scripts, ${bad} bad`);
  process.exitCode = bad ? 1 : 0;
})();
