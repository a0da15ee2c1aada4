// What was made and given up is kept by nothing: doing it again takes no more memory.
const { spawnSync } = require('child_process')
if (!globalThis.gc) {
  const child = spawnSync(process.execPath, ['--expose-gc', __filename], { encoding: 'utf8' })
  console.log(child.stdout + child.stderr.slice(0, 500))
  process.exit()
}
const { AsyncLocalStorage } = require('async_hooks')
const diagnostics = require('diagnostics_channel')
const fs = require('fs')
const os = require('os')
const path = require('path')
const { Worker } = require('worker_threads')

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'))
process.on('exit', () => fs.rmSync(dir, { recursive: true }))
const file = (name, text) => { fs.writeFileSync(path.join(dir, name), text); return path.join(dir, name) }
const again = (file) => () => { require(file); delete require.cache[file]; module.children.length = 0 }
const program = file('a.js', `exports.text = '${'q'.repeat(3000)}'`)
const data = file('a.json', JSON.stringify({ text: 'q'.repeat(3000) }))
const worker = () => new Promise((resolve) => new Worker('', { eval: true }).on('exit', resolve))
const { signal } = new AbortController()
let n = 0

const kinds = {
  workers: [15, worker],
  modules: [500, again(program)],
  'json files': [1000, again(data)],
  storages: [5000, () => { const s = new AsyncLocalStorage(); s.enterWith({ n: n++ }); s.disable() }],
  channels: [5000, () => diagnostics.channel('channel ' + n++)],
  'channels that were heard': [2000, () => { const f = () => {}; const name = 'heard ' + n++; diagnostics.subscribe(name, f); diagnostics.unsubscribe(name, f) }],
  'targets with a signal': [2000, () => new EventTarget().addEventListener('x', () => {}, { signal })]
}
const heap = () => { gc(); return process.memoryUsage().heapUsed }
const turn = () => new Promise((resolve) => setTimeout(resolve, 5))
const round = async ([times, f]) => { for (let i = 0; i < times; i++) { const p = f(); if (i % 50 === 0) await turn(); await p } }
;(async () => {
  for (const [name, kind] of Object.entries(kinds)) {
    await round(kind)
    const before = heap()
    await round(kind)
    await round(kind)
    let grown
    for (let i = 0; i < 40 && (grown = heap() - before) > 1 << 20; i++) await turn() // until what has to hear of it has
    console.log(name, grown > 1 << 20 ? 'grow by ' + grown : 'stay')
  }
})()
