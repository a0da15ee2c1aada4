import * as self from './main.mjs'
import * as common from './common.cjs'
import * as os from 'node:os'
import { createRequire } from 'node:module'
import util from 'node:util'

export const a = 1
export default function f () {}
export const o = { x: { y: { z: 1 } } }
const { isModuleNamespaceObject } = util.types
console.log(self, Object.keys(self), util.inspect(self, { depth: 0 }), { self: [self] })
console.log(common, isModuleNamespaceObject(self), isModuleNamespaceObject(common), isModuleNamespaceObject(os), isModuleNamespaceObject({}))

const require = createRequire(import.meta.url)
for (const name of ['default', 'none', 'named', 'marked']) {
  const m = require('./' + name + '.mjs')
  console.log(name, m, Object.keys(m), m.__esModule, m === require('./' + name + '.mjs'))
}
const interop = m => m && m.__esModule ? m : { default: m }
console.log(typeof interop(require('./default.mjs')).default)
import('./default.mjs').then(m => console.log(m, m === require('./default.mjs')))
