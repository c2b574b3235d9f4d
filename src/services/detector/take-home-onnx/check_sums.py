"""Whether the files of a detector are those that were saved: SHA256SUMS has a line for each, as `sha256sum -c` reads them."""
import hashlib
import os
import re


def check_sums(folder, names):
    """`names` have to have a line. Raises ValueError naming the first file that is missing, was changed or damaged."""
    def content(name):
        try:
            with open(os.path.join(folder, *name.split('/')), 'rb') as file:
                return file.read()
        except OSError as error:
            raise ValueError(f'{name} is missing or cannot be read.') from error

    lines = content('SHA256SUMS').decode('utf-8', 'replace').rstrip('\n').split('\n')
    found = [re.fullmatch('([0-9a-f]{64})  (.+)', line) for line in lines]
    if not all(found):
        raise ValueError('SHA256SUMS was changed or damaged.')
    sums = {line[2]: line[1] for line in found}
    for name, expected in sums.items():
        if hashlib.sha256(content(name)).hexdigest() != expected:
            raise ValueError(f'{name} is not the file that SHA256SUMS has: one of the two was changed or damaged.')
    for name in names:
        if name not in sums:
            raise ValueError(f'SHA256SUMS has no {name}: it was changed or damaged.')
