export {
  renderWithLonghaul,
  type RenderWithLonghaulOptions,
  type RenderWithLonghaulResult,
} from './renderWithLonghaul.js'
