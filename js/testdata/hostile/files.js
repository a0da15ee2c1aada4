// Files that are copied to themselves, by whatever name, links in circles, and patterns
// that would stand for more than anybody can wait for.
const fs = require('fs')
const os = require('os')
const path = require('path')
const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-')))
process.chdir(dir)
process.on('exit', () => { process.chdir('/'); fs.rmSync(dir, { recursive: true }) })
const show = (text) => String(text).replaceAll(dir, 'DIR')
const t = async (name, f) => { try { console.log(name, show(await f())) } catch (err) { console.log(name, err.name, err.code, show(err.message)) } }
const names = () => fs.readdirSync('.').map((n) => { const s = fs.lstatSync(n); return n + (s.isSymbolicLink() ? '>' + fs.readlinkSync(n) : s.isDirectory() ? '/' : ':' + s.size) }).join(' ')
function reset () {
  for (const n of fs.readdirSync('.')) fs.rmSync(n, { recursive: true })
  fs.writeFileSync('plain', 'text')
  fs.writeFileSync('other', 'another text')
  fs.linkSync('plain', 'hard')
  fs.symlinkSync('plain', 'link')
  fs.mkdirSync('folder')
}
;(async () => {
  for (const [from, to] of [['plain', 'plain'], ['plain', './plain'], ['plain', 'link'], ['link', 'plain'], ['plain', 'hard'], ['hard', 'link'], ['link', 'link'], ['plain', 'other'], ['plain', 'new']]) {
    reset()
    await t(`copyFileSync ${from} ${to}`, () => fs.copyFileSync(from, to) ?? names())
    await t(`copyFile ${from} ${to}`, async () => await fs.promises.copyFile(from, to) ?? names())
  }
  for (const [from, to] of [['link', 'plain'], ['link', 'other'], ['link', 'hard'], ['link', 'new']]) {
    reset()
    await t(`cp ${from} ${to}`, async () => await fs.promises.cp(from, to, { recursive: true }))
    console.log(show(names()))
  }
  reset()
  await t('cpSync link other', () => fs.cpSync('link', 'other'))
  console.log(show(names()))
  fs.chmodSync('plain', 0o755)
  fs.chmodSync('other', 0o600)
  await t('mode', () => fs.copyFileSync('plain', 'other') ?? (fs.statSync('other').mode & 0o777).toString(8))
  fs.symlinkSync('/', 'folder/above')
  await t('with a filter', () => fs.cpSync('folder', 'copy', { recursive: true, filter: () => true }) ?? fs.readlinkSync('copy/above'))
  fs.symlinkSync('b', 'a')
  fs.symlinkSync('a', 'b')
  for (const f of ['realpathSync', 'statSync', 'readFileSync', 'readdirSync', 'openSync']) await t(f, () => fs[f]('a'))
  await t('native', () => fs.realpathSync.native('a'))
  const glob = (name, pattern) => t(name, () => fs.globSync(pattern).join())
  await glob('within each other', '{a,'.repeat(100) + 'plain' + '}'.repeat(100))
  await glob('nothing', '{'.repeat(5000) + '}'.repeat(5000))
  await glob('open', '{a,'.repeat(5000))
  await glob('many', '{' + 'a,'.repeat(3000) + '}')
  await glob('groups', '{a,{pl,{x,y}}ain,o{th,}er}')
  await glob('open and closed', '{z,{pl,x}ain')
  await glob('a range', '{{a..c},plain}')
  await t('long', () => { try { fs.globSync('a'.repeat(65537)) } catch (err) { return err.name + err.message } })
  await t('matches', () => path.matchesGlob('a'.repeat(30), '*a'.repeat(8) + 'b'))
})()
