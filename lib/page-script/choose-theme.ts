/** Changes the appearance at once where the form that is sent does nothing else. The cookie is the one that the form would bring. */
export function chooseTheme(event: SubmitEvent): void {
  const chosen = event.submitter?.getAttribute('value');
  if (event.submitter?.getAttribute('name') !== 'theme' || (chosen !== 'dark' && chosen !== 'light')) return;
  event.preventDefault();
  const [prefix, secure] = location.protocol === 'https:' ? ['__Host-', '; secure'] : ['', ''];
  document.cookie = `${prefix}crosswalk-theme=${chosen}; path=/; max-age=31536000; samesite=lax${secure}`;
  document.documentElement.dataset['theme'] = chosen;
}
