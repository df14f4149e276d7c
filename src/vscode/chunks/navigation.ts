/** Going to, looking up and renaming names, labels and ids. */
export { Navigator } from '../navigation/navigator';
