import { randomBodies } from './hold-routes.ts'

randomBodies('tools')
