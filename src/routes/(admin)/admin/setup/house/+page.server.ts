import { fail } from '@sveltejs/kit';
import { theHouse } from '../../../../the-house.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { administrator, goOn, textIn } from '../step.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { houseValues, readHouseForm } from '#lib/platform/setup/house-form.ts';

export const load: PageServerLoad = async (event) => {
  administrator(event);
  const { publicUrl, host, port } = theHouse().settings;
  const local = /^(localhost|127\.|::1$|\[::1\])/.test(host);
  return {
    values: houseValues(await findInstallation(event.locals.db)),
    address: { public: publicUrl ?? null, local, port }
  };
};

export const actions: Actions = {
  default: async (event) => {
    administrator(event);
    const form = await event.request.formData();
    const read = readHouseForm(form);
    if (read.ok) return goOn(event, 'house', { facts: read.value });
    const values = Object.fromEntries(
      ['name', 'operator', 'address', 'email', 'contact', 'contactEmail', 'english'].map((field) => [
        field,
        textIn(form, field)
      ])
    );
    return fail(400, { values, faults: read.faults });
  }
};
