// A child sends what is no message, and ends at once. The parent hears of the error and of
// the end, whichever comes first.
const { spawn } = require('child_process')
const cases = {
  'cut off': ['advanced', String.raw`\000\000\000\002\377\017`], 'not V8': ['advanced', String.raw`\000\000\000\003abc`], 'half a message': ['advanced', String.raw`\000\000\001\000abc`],
  'an array of billions': ['advanced', String.raw`\000\000\000\010\377\017A\377\377\377\377\017`], 'no JSON': ['json', String.raw`{"a":\n`], 'no line': ['json', '{"a":1}'], 'a message': ['json', String.raw`{"a":1}\n`]
}
let heard
process.on('uncaughtException', (err) => heard.push('uncaught ' + err.name))
const run = ([serialization, bytes]) => new Promise((resolve) => {
  heard = []
  const child = spawn('sh', ['-c', `printf '${bytes}' >&$NODE_CHANNEL_FD`], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], serialization })
  child.on('message', (message) => heard.push('message ' + JSON.stringify(message)))
  child.on('exit', (code) => heard.push('exit ' + code))
  child.on('disconnect', () => heard.push('disconnect'))
  child.on('close', resolve)
})
;(async () => {
  for (const [name, given] of Object.entries(cases)) {
    await run(given)
    console.log(name, heard.sort())
  }
})()
