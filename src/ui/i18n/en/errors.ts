/** Texts of errors by their code: what happened, what was kept, what to do next. */
const errors = {
  'camera-unavailable':
    'This browser offers no camera here. Nothing was changed. Open the page over https, or drop pictures instead.',
  'camera-refused':
    'The browser was not allowed to use the camera. Nothing was changed. Allow it beside the address of the page, then try again.',
  'camera-missing':
    'No camera was found. Nothing was changed. Connect one and try again, or drop pictures instead.',
  'camera-busy':
    'The camera cannot be read; another program may be using it. Nothing was changed. Close that program and try again.',
  'camera-failed': 'The camera failed: {{reason}}. Pictures taken before were kept. Try again.',
  'camera-lost': 'The camera was taken away. Pictures taken before were kept. Connect it and try again.',
  'too-few-for-choice':
    '{{images}} normal images are too few to keep some for the comparison of tasks. Nothing was changed. Add normal images, or choose a task yourself.',
  'link-refused':
    'The link could not be opened: {{reason}}. The present settings were kept. Ask for a new link.',
  unexpected: 'Something went wrong: {{message}}. Your images and settings were kept. Try again.',
  cancelled: 'It was stopped. What was there before was kept.',
  'no-longer':
    'The run cannot be trained longer: its steps do not divide into whole cycles, or there would be too many. Nothing was changed.',
  'not-now': 'That is not possible at this moment. Nothing was changed.',
  'illegal-transition':
    'The page lost track of what it was doing ({{from}} to {{to}}). Your images were kept. Press reset.',
  'unknown-parameter': 'There is no setting “{{path}}”. Nothing was changed.',
  'bad-number':
    '“{{value}}” is not possible for {{path}}: a number from {{min}} to {{max}}. The old value was kept.',
  'bad-integer':
    '“{{value}}” is not possible for {{path}}: a whole number from {{min}} to {{max}}. The old value was kept.',
  'bad-choice': '“{{value}}” is not possible for {{path}}: one of {{choices}}. The old value was kept.',
  'bad-flag': '“{{value}}” is not possible for {{path}}: true or false. The old value was kept.',
  'bad-region':
    '“{{value}}” is no region of interest. Draw one on an image, or choose a file. The old one was kept.',
  'region-unreadable':
    '“{{name}}” cannot be read as a region: {{reason}} The region of before was kept. Choose a picture that is black outside and white inside.',
  'region-photograph':
    '“{{name}}” is a photograph, not a region. The region of before was kept. Choose a picture that is black outside and white inside.',
  'region-other-shape':
    '“{{name}}” has {{size}}, the images {{images}}: it would be squeezed and lie elsewhere. The region of before was kept. Choose a picture of the images’ shape.',
  'region-empty':
    'The region has no pixel inside. Nothing was changed. Mark the part that counts, or take the region away.',
  'region-other-fit':
    'The region was drawn on images of another shape ({{drawn}}), so with {{fit}} it would lie elsewhere. Take the region away first, or draw it again.',
  'settings-conflict':
    '{{first}} ({{a}}) must not be greater than {{second}} ({{b}}). Change the other one first.',
  'too-small-for-network':
    '{{path}} ({{value}} px) is smaller than what the network sees at once: at least {{least}} px, or another network.',
  'bad-config': 'The settings are not valid at {{path}}: {{reason}}. The present settings were kept.',
  'unknown-sample': 'There is no sample “{{name}}”. Choose one from the list.',
  'no-images':
    'No image could be loaded, so there are none yet. The list of files left out says why. Drop others, or choose a sample.',
  'no-new-images':
    'No image could be loaded. Your earlier images were kept. The list of files left out says why.',
  'drop-unreadable': 'The folder could not be read. Nothing was changed. Try “Choose a folder” instead.',
  'archive-damaged':
    'The archive is damaged and could not be read. The other files were kept. Unpack it and drop the folder.',
  'archive-refused':
    'The archive was refused because it would unpack to far more than it holds. The other files were kept.',
  'no-training-images':
    'There are no normal training images to learn from. Drop some, mark images as training, or choose a sample.',
  'too-few-images':
    'Normal training images: {{count}}, where at least {{needed}} are needed. Add some, or choose a sample.',
  'image-size-differs':
    'An image is {{width}} × {{height}} px where all must be {{expected}} px. Load the images again.',
  'input-too-small':
    'This network needs {{neededPx}} px, and patches or windows of {{sizePx}} px were asked for. Your images and settings were kept. Choose larger patches and windows, or another network.',
  'groups-unreadable': '{{reason}} Nothing was taken of the table.',
  'trial-outdated':
    'The run was evaluated anew each time before the trial had ended. Nothing was kept of it; pause the run and try again.',
  'unknown-corruption': 'There is no corruption “{{name}}”. Nothing was tried.',
  'places-not-exported':
    'A run that is scored by its places cannot be exported as a detector: the formats have one density. Nothing was written. Set “Score by” to pooled features and evaluate again to export these alone.',
  'no-such-map': 'This run has no maps of this kind. Nothing was changed. Choose another kind of map.',
  'unknown-image': 'An image is no longer there. Nothing was changed. Evaluate again.',
  'no-backend':
    'This browser has no way to compute that works ({{tried}}). Nothing was lost. Choose another backend or try another browser.',
  'not-initialised': 'The engine was not started yet. Nothing was changed. Press play.',
  'not-prepared': 'There is no network yet. Nothing was changed. Press play.',
  'device-differs':
    'The graphics device computes {{product}} wrongly for this network (it differs by {{difference}} from plain arithmetic). Nothing was trained with it. Choose the backend WASM under "Engine", or another browser or driver.',
  'not-finite':
    'The first steps give numbers that are not finite on this device. Your images were kept. Choose another backend or a lower learning rate.',
  'training-diverged':
    'Training has diverged: the loss of step {{step}} is not a number. The last checkpoint was kept. Lower the learning rate and reset, or go back to a checkpoint.',
  'weights-not-finite':
    'Training has diverged: weights ({{name}}) are not numbers at step {{step}}, though the loss still is. The last checkpoint was kept. Lower the learning rate and reset, or go back to a checkpoint.',
  'training-images-alike':
    '{{alike}} of {{count}} normal training images look the same to the network, so nothing shows how normal images may differ. Earlier scores were kept. Load normal images that differ from each other. If they do, training has collapsed: reset and lower the learning rate.',
  'region-unseen':
    'No window of {{window}} px at a stride of {{stride}} px holds anything of the region of interest, so all images would look the same. Nothing was changed. Choose a smaller stride, a larger window or another region.',
  'out-of-memory':
    'The device has no memory left. The last checkpoint was kept. Use fewer images per step, smaller images or the small network, then reset.',
  'engine-failed': 'The engine failed: {{reason}}. The last checkpoint was kept. Try again, or reset.',
  'engine-lost':
    'The engine was lost ({{reason}}). Your images, results and the last checkpoint were kept. Try again, or choose another backend.',
  'nothing-to-recover':
    'There is no run to bring back. Your images were kept. Press play to start a new one.',
  'density-no-samples': 'The density has no training images to fit. Nothing was changed. Add normal images.',
  'density-bad-shape':
    'The features do not have the expected shape. This is an error in the program; your images were kept. Press reset.',
  'scores-not-finite':
    'Score {{index}} of {{count}} is {{value}}, not a number that can be ranked. No figure was made of these scores; the earlier ones were kept. Check that the training images differ from each other, or choose another covariance.',
  'density-not-finite':
    'The network gives features that are not numbers: training has diverged. The last scores were kept. Reset and lower the learning rate.',
  'weights-unreadable':
    'The file of weights cannot be taken: {{reason}}. Nothing was changed. Save it again with save_twin of to_pytorch.py.',
  'weights-no-images': 'Weights are judged on images. Open the images first, then the weights.',
  'export-differs':
    'ONNX Runtime scores the file differently than the page ({{message}}). The file was not handed over, and the run is as it was. Save it in the other format instead.',
  'export-failed': 'The export failed ({{message}}). Nothing was saved. Try again.',
  'backbone-missing':
    'The ImageNet network is not installed with this page. Everything else works. Whoever builds the page can add it.',
  'backbone-damaged':
    'The ImageNet network could not be read: {{reason}}. Everything else works. Reload the page to fetch it again.',
  'backbone-unreachable':
    'The ImageNet network could not be fetched. Everything else works. Try again when the page can be reached.',
  'backbone-unreadable':
    'The model could not be read: {{reason}}. The network before is still in use. Choose model.json with all its weight files, or one zip with both.',
  'backbone-unfit':
    'This model cannot be used as a backbone: {{reason}}. The network before is still in use. Choose a convolutional network for square colour images.',
  'bad-grid': 'The grid is not valid at {{path}}: {{reason}}. Nothing was started. Correct it and try again.',
  'grid-busy': '“{{name}}” is running. Nothing was started. Pause it first.',
  'grid-no-value': 'There is no value for {{path}}. Nothing was started. Enter one.',
  'grid-results-missing':
    'This folder has no grid.json. Nothing was changed. Choose the folder that was given as --out.',
  'grid-results-damaged':
    'The results of the grid could not be read: {{reason}}. Nothing was changed. Run the same command again, it mends the folder.',
  'grid-results-empty':
    'This folder has no run that can be opened (a run.zip). Nothing was changed. Let the grid go on, or run it again with this version.',
  'grid-images-missing':
    'The images of this grid are not here. Its finished runs were kept. Open the same images again, then continue.',
  'grid-other-images':
    'These are not the images of this grid: their fingerprint differs. Its finished runs were kept. Open “{{name}}” as it was, then continue.',
  'run-unknown': 'This run is no longer there. Nothing was changed.',
  'weights-gone':
    'The weights of this run are no longer there. Its figures were kept. Run its configuration again to get them.',
  'bundle-damaged': 'The bundle of runs could not be read: {{reason}}. Nothing was changed. Export it again.',
  'project-implausible':
    'The file is whole, but what it says cannot be: {{reason}}. Nothing was changed. Whoever made it can save it again.',
  'session-parts-gone':
    'The browser has cleared what was kept while the page was open. Everything on this page is still there. Save a project file.',
  'project-damaged':
    'The project file was refused: {{reason}}. Nothing was changed. Copy the file again, or save it again where it was made.',
  'project-newer':
    'The project file comes from a newer version of this page (format {{version}}). Nothing was changed. Reload the page to get the newer version.',
  'project-too-large':
    'The project is larger than a zip file can be (4 GB). Nothing was saved. Save it without images.',
  'project-failed':
    'The project file could not be written or read ({{reason}}). Nothing was changed. Try again, without images if there are many.',
  'checkpoint-mismatch':
    'The weights do not belong to the network of these settings: {{reason}}. Nothing was changed.',
  'session-damaged':
    'This session was not kept whole and cannot be restored. Nothing was changed. Discard it, or open a project file.',
  'storage-refused':
    'This browser does not let the page keep anything (a private window, perhaps). Everything works, but is gone when the page is closed. Export what you need.',
  'storage-full':
    'The browser has no room left for this page. What was kept before is still there. Delete old runs or weights, or export this one.',
  'storage-blocked':
    'Another tab has an older version of this page open. Until it is closed, nothing is kept. Close the other tab and reload this one.',
  'storage-outdated':
    'What was kept comes from a newer version of this page. It was left as it is. Reload the page to get the newer version.',
  'storage-failed':
    'The browser’s storage has failed: {{reason}}. What is on the page is still there. Export what you need, then reload.',
};

export default errors;
