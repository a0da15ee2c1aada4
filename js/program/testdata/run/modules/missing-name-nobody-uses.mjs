import { nope } from './live.mjs'; console.log('not reached')
