import * as worker from '@longhaul/core/service-worker'

console.log(worker)
