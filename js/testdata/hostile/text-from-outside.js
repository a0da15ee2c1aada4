// Text that is no UTF-8, from the environment, arguments, files and a child's channel.
const { spawn, spawnSync } = require('child_process')
const fs = require('fs')
const os = require('os')
const path = require('path')
const t = (name, f) => {
  try { console.log(name, f()) } catch (err) { console.log(name, err.name, err.message) }
}
if (process.argv[2] === 'child') {
  for (const text of [process.env.CUT, process.argv[3]]) {
    t('text', () => [text, text.length, text === text + '', JSON.stringify(text)])
    t('parse', () => JSON.parse(text))
    t('parse string', () => JSON.parse('"' + text + '"').length)
    t('compare', () => text === Buffer.from(text).toString())
  }
  t('names', () => Object.keys(process.env).filter((name) => name.startsWith('CUT')))
} else {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'))
  const bad = Buffer.from('{"a":"\xe2\x82', 'latin1')
  const file = path.join(dir, 'a.json')
  fs.writeFileSync(file, bad)
  t('json file', () => { try { return require(file) } catch (err) { throw new Error(err.message.replace(file, 'FILE')) } })
  t('read file', () => fs.readFileSync(file, 'utf8'))
  t('file', () => JSON.parse(fs.readFileSync(file, 'utf8')))
  fs.writeFileSync(Buffer.concat([Buffer.from(dir + '/'), Buffer.from([0x62, 0xff, 0xe2, 0x82])]), 'x')
  t('readdir', () => fs.readdirSync(dir))
  fs.writeFileSync(path.join(dir, '.env'), Buffer.from('A=\xff\nB=\xe2\x82', 'latin1'))
  t('env file', () => { process.loadEnvFile(path.join(dir, '.env')); return [process.env.A, process.env.B] })
  fs.rmSync(dir, { recursive: true })

  const shell = `CUT=$(printf '{"\\342\\202') "$0" "$1" child "$(printf '{"\\342\\202\\303')"`
  const child = spawnSync('sh', ['-c', shell, process.execPath, __filename], { encoding: 'utf8' })
  console.log(child.stdout, child.stderr.slice(0, 200))

  const talker = spawn('sh', ['-c', String.raw`printf '{"a":[,1]\336\n' >&$NODE_CHANNEL_FD; exec sleep 5`], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  talker.on('message', (m) => console.log('message', m))
  process.on('uncaughtException', (err) => {
    console.log('uncaught', err.name, err.message)
    talker.kill()
    process.exit()
  })
}
