import assert from 'node:assert/strict';

/** What a server answers to a browser. */
export interface Page {
  readonly status: number;
  /** Where the browser is sent. */
  readonly location: URL | undefined;
  readonly text: string;
}

/** A browser behind a gateway that terminates TLS: it keeps cookies, and follows no redirect. */
export interface Browser {
  open(address: string): Promise<Page>;
  /** Submits the form of a page. */
  submit(page: Page, fields: Readonly<Record<string, string>>): Promise<Page>;
}

/** The address of the caller, of https://www.rfc-editor.org/rfc/rfc5737. */
export const caller = '203.0.113.7';

/** The headers that a gateway adds to requests for a host. */
export const forwarded = (origin: string) => ({
  'X-Forwarded-For': caller,
  'X-Forwarded-Host': new URL(origin).host,
  'X-Forwarded-Proto': 'https',
});

/**
 * @param origin the public address of the server
 * @param address its address here, which gets the requests
 */
export function createBrowser(origin: string, address: string): Browser {
  const cookies = new Map<string, string>();
  const ask = async (to: string, body?: URLSearchParams): Promise<Page> => {
    assert.ok(to.startsWith(`${origin}/`), `${to} is on ${origin}`);
    const answer = await fetch(address + to.slice(origin.length), {
      ...(body && { method: 'POST', body }),
      redirect: 'manual',
      headers: { ...forwarded(origin), Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    return { status: answer.status, location: location ? new URL(location) : undefined, text: await answer.text() };
  };
  return {
    open: (to) => ask(to),
    submit({ text }, fields) {
      const [, action = ''] = /<form[^>]* action="([^"]+)"/.exec(text) ?? [];
      return ask(action.replaceAll('&amp;', '&'), new URLSearchParams(fields));
    },
  };
}
