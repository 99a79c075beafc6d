// Takes over the pictures that the drive has made: `npm run pictures -- FOLDER` puts each of its screenshots in the place
// of the picture of that name, in the README or in the walkthrough. The folder is language-server/target/editors/pictures
// after `mvn verify -Peditors`.
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const from = process.argv[2];
if (!from || !existsSync(from)) {
  console.error('pictures: name the folder with the screenshots of the drive');
  process.exit(2);
}
const here = path.dirname(import.meta.dirname);
for (const folder of ['pictures', 'media/walkthrough'].map(name => path.join(here, name))) {
  for (const name of readdirSync(folder).filter(each => each.endsWith('.png'))) {
    const made = path.join(from, name);
    if (existsSync(made)) {
      copyFileSync(made, path.join(folder, name));
    } else {
      console.error(`pictures: ${made} is missing; the old one stays`);
    }
  }
}
