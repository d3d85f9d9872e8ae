// The places beside the keys before the first console: the same screens in the same frame.
import { Frame } from './frame'
import { Notices } from './notices'
import { headings, type OtherPlace, OtherPlaceScreen } from './other-places'

export function FirstPlaces({ place }: { readonly place: OtherPlace }) {
  return (
    <Frame head={<h1>{headings[place]}</h1>}>
      <Notices isJournal={place === 'journal'} />
      <OtherPlaceScreen place={place} />
    </Frame>
  )
}
