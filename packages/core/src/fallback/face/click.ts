import { BackgroundFetchRegistration, clickRegistration } from './BackgroundFetchRegistration.js'

/**
 * Says that a person has clicked a background fetch in the app's own list, as they would in the browser's UI: its service
 * worker hears `backgroundfetchclick` (section 5.4 "Fire a background fetch click event").
 *
 * @returns `false` for a registration of the browser's own, which has a UI of its own
 */
export async function clickBackgroundFetch(registration: object): Promise<boolean> {
  if (!(registration instanceof BackgroundFetchRegistration)) return false
  await clickRegistration(registration)
  return true
}
