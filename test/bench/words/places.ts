// How invented documents name a place: the phrasing of test/normalize/cases/places.csv on the names of a gazetteer.
import { ancestorsOf, findPlace, type Gazetteer, type GazetteerPlace } from "../../../pipeline/normalize/places.ts";

/** A printed name and the containing place that a curator noted beside it. */
export interface PlaceWords {
  readonly text: string;
  readonly within: string | null;
}

/** Every way to name the places of a gazetteer that the rules read as one place, in its order. */
export function listPlaceWords<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>): readonly PlaceWords[] {
  const words = [...gazetteer.places.values()].flatMap((place) => namesOf(gazetteer, place));
  return words.filter((each) => fits(each) && "place" in findPlace(gazetteer, each));
}

function namesOf<Place extends GazetteerPlace>(gazetteer: Gazetteer<Place>, place: Place): PlaceWords[] {
  const above = ancestorsOf(gazetteer, place).map(({ name }) => name);
  const [parent = "", ...further] = above;
  const { name } = place;
  const texts = [name, `en ${name}`, `in ${name}`, name.toUpperCase(), `municipio de ${name}`, `${name} municipality`, ...place.names_alt];
  const beside = above.flatMap((outer) => [`${name}, ${outer}`, `${name} (${outer})`, `${name} en ${outer}`, `en ${name}, ${outer}`]);
  const whole = further.map((outer) => `${name}, ${parent}, ${outer}`);
  return [...texts, ...beside, ...whole]
    .map((text): PlaceWords => ({ text, within: null }))
    .concat(above.map((within): PlaceWords => ({ text: name, within })));
}

function fits({ text }: PlaceWords): boolean {
  return text.length <= 60 && text.split(" ").length <= 8;
}
