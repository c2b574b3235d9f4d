# --- Images: made square first (section 4.1), by area averages where they shrink, linearly where they grow ---


def axis_weights(length, side):
    """`[side, length]`: the share of every pixel of an axis in every pixel of the shorter or longer one."""
    scale = length / side
    left, source = np.arange(side)[:, None] * scale, np.arange(length)[None]
    if scale <= 1:
        centre = np.clip(left + scale / 2 - 0.5, 0, length - 1)
        return np.clip(1 - np.abs(centre - source), 0, None)
    return np.clip(np.minimum(left + scale, source + 1) - np.maximum(left, source), 0, None) / scale


def read_image(path):
    """uint8 `[S, S, 3]`: upright, transparency over black."""
    opened = ImageOps.exif_transpose(Image.open(path))
    if opened.mode.startswith(('I', 'F')):
        sys.exit(f'{path} is deeper than 8 bits: bring it to 8 bits first.')
    rgba = opened.convert('RGBA')
    black = Image.new('RGBA', rgba.size, (0, 0, 0, 255))
    image = np.asarray(Image.alpha_composite(black, rgba).convert('RGB'), dtype=np.float64)
    side, fit = CONFIG['data']['imageSizePx'], CONFIG['data']['fit']
    height, width = image.shape[:2]
    if fit == 'crop':
        least = min(height, width)
        top, left = (height - least) // 2, (width - least) // 2
        image = image[top : top + least, left : left + least]
    tall, wide = side, side
    if fit == 'letterbox':
        tall, wide = (max(1, int(length * side / max(height, width) + 0.5)) for length in (height, width))
    rows, columns = axis_weights(image.shape[0], tall), axis_weights(image.shape[1], wide)
    small = np.einsum('yh,hwc,xw->yxc', rows, image, columns, optimize=True)
    out = np.zeros((side, side, 3), np.uint8)
    top, left = (side - tall) // 2, (side - wide) // 2
    out[top : top + tall, left : left + wide] = np.minimum(255, np.floor(small + 0.500000001))
    return out


def read_folder(folder):
    """Images below a folder, in the order of their names."""
    ends = ('.png', '.jpg', '.jpeg', '.bmp', '.webp', '.tif', '.tiff')
    paths = sorted(path for path in Path(folder).rglob('*') if path.suffix.lower() in ends)
    return [read_image(path) for path in paths]


# --- Views: what the pretext task tells apart (sections 3.1 and 3.2, appendix A) ---


def jitter(image, strengths):
    """Brightness, contrast, saturation and hue in random order, as torchvision's ColorJitter does on floats; clamped after each."""
    grey_weights = np.array([0.2989, 0.587, 0.114])
    values = image.astype(np.float64)
    for name in random.permutation(['brightness', 'contrast', 'saturation', 'hue']):
        strength = strengths[name]
        if strength == 0:
            continue
        if name == 'hue':
            values = turn_hue(values, random.uniform(-strength, strength))
            continue
        factor = random.uniform(max(0, 1 - strength), 1 + strength)
        grey = values @ grey_weights
        toward = {'brightness': 0.0, 'contrast': grey.mean(), 'saturation': grey[..., None]}[name]
        values = np.clip(factor * values + (1 - factor) * toward, 0, 255)
    return np.floor(values + 0.5).astype(np.uint8)


def turn_hue(values, shift):
    """The hue of HSV turned by a part of its circle."""
    most, least = values.max(2), values.min(2)
    chroma = np.where(most > least, most - least, 1)
    r, g, b = np.moveaxis(values, 2, 0)
    hue = np.where(most == r, (g - b) / chroma, np.where(most == g, 2 + (b - r) / chroma, 4 + (r - g) / chroma))
    places = [(n + (hue / 6 + shift) * 6) % 6 for n in (5, 3, 1)]
    turned = [most - (most - least) * np.clip(np.minimum(k, 4 - k), 0, 1) for k in places]
    return np.where((most > least)[..., None], np.stack(turned, 2), values)


def corner(view, height, width):
    """Where a box of this size lies, uniform, with all of it inside."""
    return random.integers(0, view.shape[0] - height + 1), random.integers(0, view.shape[1] - width + 1)


def whole(value, most):
    return int(min(most, max(1, np.floor(value + 0.5))))


def patch_size(view):
    """Area uniform in its range, aspect by its law: width sqrt(A r), height sqrt(A / r)."""
    law = CONFIG['augment']['cutpaste']
    height, width = view.shape[:2]
    area = random.uniform(*sorted((law['areaMin'], law['areaMax']))) * height * width
    if law['aspectLaw'] == 'log-uniform':
        aspect = np.exp(random.uniform(-1, 1) * np.log(law['aspectMax']))
    elif random.random() < 0.5:
        aspect = random.uniform(law['aspectMin'], 1)
    else:
        aspect = random.uniform(1, law['aspectMax'])
    return whole(np.sqrt(area / aspect), height), whole(np.sqrt(area * aspect), width)


def paste(view, patch, top, left, alpha=None):
    """`alpha` `[h, w]` from 0 to 1; without it the patch covers."""
    out = view.copy()
    place = out[top : top + patch.shape[0], left : left + patch.shape[1]]
    a = 1.0 if alpha is None else alpha[..., None]
    place[...] = np.floor(place + a * (patch.astype(np.float64) - place) + 0.5)
    return out


def cut(view, size):
    """A jittered box of the view from anywhere in it."""
    top, left = corner(view, *size)
    return jitter(view[top : top + size[0], left : left + size[1]], CONFIG['augment']['patchJitter'])


def normal(view, other):
    return view


def cutpaste(view, other):
    patch = cut(view, patch_size(view))
    return paste(view, patch, *corner(view, *patch.shape[:2]))


def cutpaste_other(view, other):
    """The patch comes from anywhere in another image."""
    patch = cut(other(aligned=False), patch_size(view))
    return paste(view, patch, *corner(view, *patch.shape[:2]))


def feathered(view, other):
    """CutPaste through an alpha that rises from the edges of the patch over 1 to 8 px (at 256 px)."""
    patch = cut(view, patch_size(view))
    height, width = patch.shape[:2]
    rise = max(1, min(random.uniform(1, 8) * CONFIG['data']['imageSizePx'] / 256, width / 2, height / 2))
    y, x = np.arange(height)[:, None], np.arange(width)[None]
    from_edge = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y)) + 0.5
    return paste(view, patch, *corner(view, height, width), np.minimum(1, from_edge / rise))


def fpi(view, other):
    """Inside a box the image is mixed with another one at the same place."""
    height, width = patch_size(view)
    top, left = corner(view, height, width)
    box = other(aligned=True)[top : top + height, left : left + width]
    patch = jitter(box, CONFIG['augment']['global']['jitter'])
    return paste(view, patch, top, left, np.full((height, width), random.uniform(0.05, 0.95)))


def scar_shape(view):
    """Height, width, and angle in degrees; smaller in proportion where the turned box would not fit."""
    law = CONFIG['augment']['scar']
    scale = CONFIG['data']['imageSizePx'] / 256
    width = random.uniform(*sorted((law['widthMinPx'], law['widthMaxPx']))) * scale
    height = random.uniform(*sorted((law['lengthMinPx'], law['lengthMaxPx']))) * scale
    degrees = random.uniform(-1, 1) * law['rotationMaxDeg']
    height, width = whole(height, view.shape[0]), whole(width, view.shape[1])
    while True:
        tall, wide = turned_size(height, width, degrees)
        factor = min(view.shape[0] / tall, view.shape[1] / wide)
        if factor >= 1:
            return height, width, degrees
        height, width = max(1, int(height * factor)), max(1, int(width * factor))


def turned_size(height, width, degrees):
    c, s = abs(np.cos(np.radians(degrees))), abs(np.sin(np.radians(degrees)))
    return int(np.ceil(width * s + height * c - 1e-9)), int(np.ceil(width * c + height * s - 1e-9))


def paste_turned(view, patch, degrees):
    """Turned anticlockwise by nearest neighbours, so that the patch keeps its grain, and pasted anywhere."""
    height, width = patch.shape[:2]
    tall, wide = turned_size(height, width, degrees)
    v, u = np.arange(tall)[:, None] + 0.5 - tall / 2, np.arange(wide)[None] + 0.5 - wide / 2
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    x = np.floor(c * u - s * v + width / 2 + 1e-9).astype(int)
    y = np.floor(s * u + c * v + height / 2 + 1e-9).astype(int)
    inside = (x >= 0) & (y >= 0) & (x < width) & (y < height)
    turned = patch[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)]
    return paste(view, turned, *corner(view, tall, wide), inside.astype(float))


def scar(view, other):
    height, width, degrees = scar_shape(view)
    return paste_turned(view, cut(view, (height, width)), degrees)


def scar_colour(view, other):
    height, width, degrees = scar_shape(view)
    return paste_turned(view, filled(height, width, random.integers(0, 256, 3)), degrees)


def filled(height, width, colour):
    return np.broadcast_to(np.asarray(colour, np.uint8), (height, width, 3))


def cutout(view, colour):
    size = patch_size(view)
    return paste(view, filled(*size, colour), *corner(view, *size))


def cutout_grey(view, other):
    return cutout(view, (128, 128, 128))


def cutout_mean(view, other):
    return cutout(view, np.floor(view.mean((0, 1)) + 0.5))


def cutout_colour(view, other):
    return cutout(view, random.integers(0, 256, 3))


def rotation_90(view, other):
    return np.rot90(view, 1)


def rotation_180(view, other):
    return np.rot90(view, 2)


def rotation_270(view, other):
    return np.rot90(view, 3)


def shifted(image, top, left, size, down, across):
    """A crop moved by whole pixels within its own edges, which reflect."""
    box = image[top : top + size, left : left + size]
    padded = np.pad(box, ((abs(down),) * 2, (abs(across),) * 2, (0, 0)), mode='reflect')
    y, x = abs(down) - down, abs(across) - across
    return padded[y : y + size, x : x + size]


def endless(count):
    """Indices of images: shuffled epochs without replacement."""
    while True:
        yield from random.permutation(count)


def make_batch(images, order):
    """uint8 `[classes x sources, size, size, 3]` and labels: each source is cropped (Eq. 3), shifted and jittered once, then has one view of every class."""
    side, size = CONFIG['data']['imageSizePx'], INPUT_SIDE
    law = CONFIG['augment']['global']
    most = int(law['shiftFraction'] * size + 1e-9)
    views = [[] for _ in CLASSES]
    for _ in range(CONFIG['training']['sourcesPerStep']):
        index = int(next(order))
        top, left = random.integers(0, side - size + 1, 2)
        down, across = random.integers(-most, most + 1, 2)
        source = jitter(shifted(images[index], top, left, size, down, across), law['jitter'])

        def other(aligned):
            second = int(random.integers(0, max(1, len(images) - 1)))
            second += len(images) > 1 and second >= index
            y, x = (top, left) if aligned else random.integers(0, side - size + 1, 2)
            return shifted(images[second], y, x, size, down, across)

        for label, (_, kinds) in enumerate(CLASSES):
            kind = kinds[random.integers(0, len(kinds))]
            views[label].append(kind(source, other))
    labels = np.repeat(np.arange(len(CLASSES)), len(views[0]))
    return np.stack([view for of_class in views for view in of_class]), labels


# --- Training (section 4.1, appendix A) ---


def head_steps():
    """Steps in which only the head learns: none for a network that starts untrained."""
    training = CONFIG['training']
    return min(training['headSteps'], training['steps']) if PRETRAINED else 0


def rate_at(step):
    """One cosine cycle to 0 over the steps (or several), or constant; a pretrained network has one schedule for its head and one for all layers."""
    training = CONFIG['training']
    steps, rate, cycles, warm = training['steps'], training['learningRate'], training['cycles'], training['warmupSteps']
    head = head_steps()
    if step < head:
        cycles = 1 if head < steps else cycles
        steps = head
    elif PRETRAINED:
        step, steps, rate, warm = step - head, steps - head, training['fineTuneRate'], 0
    if warm > 0:
        rate *= min(1, (step + 1) / warm)
    if training['schedule'] == 'constant':
        return rate
    length = steps / cycles
    return rate * 0.5 * (1 + np.cos(np.pi * (step % length) / length))


def averaging_at(step):
    """After so many steps: how many weights are in the average of the last ones (every fifth of a cycle's last share), and whether these are due."""
    training = CONFIG['training']
    share, head = training['averagedShare'], head_steps()
    before = head if head < training['steps'] else 0
    if share == 0 or not before < step <= training['steps']:
        return 0, False
    length = (training['steps'] - before) / training['cycles']
    end = int(np.floor(before + np.ceil((step - before) / length - 1e-9) * length + 1e-9))
    most = int(np.ceil(share * length / 5 - 1e-9))
    taken = max(0, most + (step - end) // 5)
    return taken, taken > 0 and (end - step) % 5 == 0


def state_of(model):
    """A copy of weights and running statistics."""
    return {name: value.clone() for name, value in model.state_dict().items()}


def make_optimiser(model):
    training = CONFIG['training']
    decayed, free = [], []
    for parameter in model.parameters():
        # Filters and matrices have more than one axis; scales, shifts and biases have one.
        penalised = training['decayed'] == 'all' or parameter.ndim > 1
        (decayed if penalised else free).append(parameter)
    groups = [{'params': decayed, 'weight_decay': training['weightDecay']}, {'params': free, 'weight_decay': 0.0}]
    if training['optimizer'] == 'adamw':
        return torch.optim.AdamW(groups, lr=training['learningRate'])
    return torch.optim.SGD(groups, lr=training['learningRate'], momentum=training['momentum'])


def make_model(weights, device):
    torch.manual_seed(CONFIG['seed'])
    model = Twin(NETWORK)
    if weights:
        tensors = read_safetensors(weights)[0] if weights.endswith('.safetensors') else torch.load(weights, map_location='cpu')
        model.load_state_dict(tensors)
    elif PRETRAINED:
        sys.exit('This run starts from ImageNet weights: give them with --weights FILE, as the head of this file says.')
    elif CONFIG['model']['backbone'] == 'resnet18':
        for module in model.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode='fan_out', nonlinearity='relu')
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.momentum = 1 - CONFIG['training']['batchNormMomentum']
    return model.to(device)


def train(model, images, steps, device, evaluate):
    optimiser, order = make_optimiser(model), endless(len(images))
    head = ('head0.', 'head1.', 'logits.')
    every = CONFIG['evaluation']['everySteps']
    mean = None
    for step in range(steps):
        frozen = step < head_steps()
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(not frozen or name.startswith(head))
        for group in optimiser.param_groups:
            group['lr'] = rate_at(step)
        model.train()
        pixels, labels = make_batch(images, order)
        logits = model(normalise(pixels.copy()).to(device))
        loss = F.cross_entropy(logits, torch.as_tensor(labels).to(device))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        taken, due = averaging_at(step + 1)
        if due and taken == 1:
            mean = state_of(model)
        elif due:
            for name, value in model.state_dict().items():
                if value.is_floating_point():
                    mean[name] += (value - mean[name]) / taken
        elif taken == 0:
            mean = None
        accuracy = (logits.argmax(1).cpu().numpy() == labels).mean()
        if step % 50 == 0 or step + 1 == steps:
            print(f'step {step + 1}: loss {loss.item():.4f}, accuracy {accuracy:.2f}', flush=True)
        if every and (step + 1) % every == 0 and step + 1 < steps:
            own = state_of(model)
            model.load_state_dict(mean or own)
            evaluate(f'step {step + 1}')
            model.load_state_dict(own)
    # The network that is judged and saved.
    if mean:
        model.load_state_dict(mean)


# --- Density (Eq. 2, section 3.3) and scores (section 4.2, A.5) ---


@torch.no_grad()
def embed(model, images, device):
    """`[images, places, D]`, in inference mode: of whole images, or of every window by itself."""
    model.eval()
    out = []
    for image in images:
        x = normalise(image[None].copy()).to(device)
        if CONFIG['model']['mode'] == 'patch':
            size, stride = CONFIG['evaluation']['windowSizePx'], CONFIG['evaluation']['windowStridePx']
            windows = x[0].unfold(1, size, stride).unfold(2, size, stride)
            x = windows.permute(1, 2, 0, 3, 4).reshape(-1, 3, size, size)
        out.append(torch.cat([model.embed(part) for part in x.split(256)]).cpu().numpy())
    features = np.stack(out).astype(np.float64)
    if CONFIG['density']['l2Normalise']:
        features /= np.maximum(np.linalg.norm(features, axis=2, keepdims=True), 1e-30)
    return features


def precision_of(rows):
    """The inverse covariance of centred rows `[n, D]`."""
    density = CONFIG['density']
    n, d = rows.shape
    covariance = rows.T @ rows / n
    mean_variance = np.trace(covariance) / d
    floor = max(1e-13 * mean_variance, 1e-30)
    if density['covariance'] == 'diagonal':
        return np.diag(1 / np.maximum(np.diag(covariance), 1e-13))
    if density['covariance'] == 'pca':
        values, vectors = np.linalg.eigh(covariance)
        values, vectors = values[::-1], vectors[:, ::-1]
        kept = int(np.searchsorted(np.cumsum(values), density['pcaVariance'] * values.sum() * (1 - 1e-12))) + 1
        kept = max(1, min(kept, int((values > 1e-12 * values[0]).sum())))
        return (vectors[:, :kept] / values[:kept]) @ vectors[:, :kept].T
    if density['covariance'] == 'ridge':
        return np.linalg.inv(covariance + max(density['ridge'], floor) * np.eye(d))
    # Ledoit and Wolf (2004), as scikit-learn's ledoit_wolf.
    squared = (covariance**2).sum()
    delta = (squared - d * mean_variance**2) / d
    beta = (((rows**2).sum(1) ** 2).sum() / n - squared) / (d * n)
    shrinkage = 0.0 if d == 1 or beta <= 0 else min(1.0, beta / delta) if delta > 0 else 1.0
    return np.linalg.inv((1 - shrinkage) * covariance + max(shrinkage * mean_variance, floor) * np.eye(d))


class Gaussian:
    """Score 1/2 (f - mu)^T P (f - mu); one mean for all places, or one for each with the covariance shared."""

    def __init__(self, features, per_location):
        self.mean = features.mean(0) if per_location else features.mean((0, 1))
        centred = (features - self.mean).reshape(-1, features.shape[2])
        self.precision = precision_of(centred)

    def score(self, features):
        """`[images, places]`."""
        centred = features - self.mean
        return 0.5 * ((centred @ self.precision) * centred).sum(2)


def folds_of(count):
    return np.array_split(random.permutation(count), min(5, count))


def held_out_scores(features, per_location):
    """Of each training image by a density that never saw it."""
    scores = np.zeros(features.shape[:2])
    folds = folds_of(len(features))
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(features)), fold) if len(folds) > 1 else fold
        scores[fold] = Gaussian(features[rest], per_location).score(features[fold])
    return scores


def has_places(features):
    """Whether the mean of a place explains 5 % more of what is held out than the mean of all places."""
    if len(features) < 8 or features.shape[1] < 2:
        return False
    around_place = around_all = 0.0
    for fold in folds_of(len(features)):
        rest = features[np.setdiff1d(np.arange(len(features)), fold)]
        around_place += ((features[fold] - rest.mean(0)) ** 2).sum()
        around_all += ((features[fold] - rest.mean((0, 1))) ** 2).sum()
    return around_all > 0 and 1 - around_place / around_all >= 0.05


class Detector:
    """A density with what makes its places' scores the score of an image."""

    def __init__(self, features):
        evaluation, patch = CONFIG['evaluation'], CONFIG['model']['mode'] == 'patch'
        locality = evaluation['locality'] if patch else 'shared'
        per_location = has_places(features) if locality == 'auto' else locality.startswith('per-location')
        self.density = Gaussian(features, per_location)
        self.spread, self.centre, self.deviation = 1.0, 0.0, 1.0
        held_out = held_out_scores(features, per_location)
        if locality == 'per-location-spread':
            # Proportional covariances (Flury 1988), with one image of prior.
            self.spread = (held_out.mean(0) / held_out.mean() * len(held_out) + 1) / (len(held_out) + 1)
            held_out = held_out / self.spread
        if patch and evaluation['imageScore'] == 'standardised' and features.shape[1] > 1:
            self.centre = held_out.mean(0)
            squares = ((held_out - self.centre) ** 2).sum(0)
            prior = 3 * ((held_out - held_out.mean()) ** 2).mean()
            self.deviation = np.sqrt((squares + prior) / (len(held_out) + 3))
            self.deviation[self.deviation == 0] = 1
        self.training_scores = self.image_scores(held_out)

    def image_scores(self, of_places):
        return ((of_places - self.centre) / self.deviation).max(1)

    def score(self, features):
        return self.image_scores(self.density.score(features) / self.spread)


def auroc(normal_scores, anomalous_scores):
    """The share of pairs in the right order; ties count half."""
    below = np.searchsorted(np.sort(normal_scores), anomalous_scores, 'left')
    up_to = np.searchsorted(np.sort(normal_scores), anomalous_scores, 'right')
    return (below + up_to).mean() / 2 / len(normal_scores)


def threshold_of(scores):
    """Split conformal: a score that at most the asked share of normal images reaches; or the quantile of held-out scores."""
    quantile = CONFIG['evaluation']['thresholdQuantile']
    if CONFIG['evaluation']['threshold'] != 'conformal':
        return np.quantile(scores, quantile)
    above = max(0, int((1 - quantile) * (len(scores) + 1) + 1e-9) - 1)
    return np.nextafter(np.sort(scores)[len(scores) - 1 - above], np.inf)


def main():
    parser = argparse.ArgumentParser(description='Trains and evaluates the run in CONFIG.')
    parser.add_argument('--data', required=True, help='a folder with train/good, test/good and any other test/KIND')
    parser.add_argument('--weights', help='where to start from: a state_dict, or model.safetensors of the page')
    parser.add_argument('--save', help='where to write the trained state_dict')
    parser.add_argument('--steps', type=int, default=CONFIG['training']['steps'], help='stop early, on the same schedule')
    parser.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu')
    asked = parser.parse_args()
    data = Path(asked.data)
    images = read_folder(data / 'train' / 'good')
    kinds = sorted(path.name for path in (data / 'test').iterdir() if path.is_dir()) if (data / 'test').is_dir() else []
    test = {kind: read_folder(data / 'test' / kind) for kind in kinds}
    if len(images) < 2:
        sys.exit(f'There are fewer than 2 images in {data / "train" / "good"}.')
    order = random.permutation(len(images))
    share = CONFIG['data']['calibrationShare']
    kept = max(19, round(share * len(images))) if share > 0 and CONFIG['evaluation']['threshold'] == 'conformal' else 0
    kept = kept if kept <= max(0.25, share) * len(images) else 0
    calibration, training = [images[i] for i in order[:kept]], [images[i] for i in order[kept:]]
    most = CONFIG['evaluation']['maxTrainImages']
    for_density = [training[i] for i in random.permutation(len(training))[:most]] if most else training
    model = make_model(asked.weights, asked.device)
    print(f'{len(training)} training images, {kept} for the threshold; on {asked.device}', flush=True)

    def evaluate(when):
        detector = Detector(embed(model, for_density, asked.device))
        scores = detector.score(embed(model, calibration, asked.device)) if calibration else detector.training_scores
        threshold = threshold_of(scores)
        found = {kind: detector.score(embed(model, of_kind, asked.device)) for kind, of_kind in test.items() if of_kind}
        good = found.pop('good', np.zeros(0))
        bad = np.concatenate([*found.values(), np.zeros(0)])
        if len(good) and len(bad):
            print(f'{when}: image AUROC {auroc(good, bad):.3f}', end='; ')
        print(f'threshold {threshold:.4g}: {(good >= threshold).sum()} of {len(good)} normal and {(bad >= threshold).sum()} of {len(bad)} anomalous test images reach it', flush=True)

    evaluate('untrained')
    train(model, training, min(asked.steps, CONFIG['training']['steps']), asked.device, evaluate)
    evaluate('trained')
    if asked.save:
        torch.save(model.state_dict(), asked.save)


if __name__ == '__main__':
    main()
