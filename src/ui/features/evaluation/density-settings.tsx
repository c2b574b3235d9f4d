/** How the density is fitted and the threshold chosen; a change refits on cached embeddings, without training again. */
import { useTranslation } from 'react-i18next';
import { irrelevance } from '../../../core/config/relevance.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { ParameterControl } from '../../components/parameter-control.tsx';
import { DenseCheck } from './dense-check.tsx';
import styles from './evaluation-panel.module.css';
import { formatRate, formatScore } from './format.ts';
import { LocalityAdvice } from './locality-advice.tsx';

/** Settings of one density or another, shown where they change something. */
const OWN = ['covariance', 'bankShare', 'ridge', 'pcaVariance'] as const;

export function DensitySettings({ evaluation }: { readonly evaluation: Evaluation | null }) {
  const { t } = useTranslation('evaluation');
  const config = usePlayground((state) => state.config);
  const { density, model } = config;
  const patch = model.mode === 'patch';
  const uses = (setting: keyof typeof density) => irrelevance(`density.${setting}`, config) === null;
  const name = t(`estimators.${density.estimator}`);
  const chosen = uses('covariance') ? `${name}, ${t(`covariances.${density.covariance}`)}` : name;
  return (
    <section className={styles.section} aria-label={t('density')}>
      <Disclosure
        summary={
          <>
            <strong>{t('density')}</strong> <span className={styles.chosen}>{chosen}</span>
          </>
        }
      >
        <div className={styles.controls}>
          <ParameterControl path="density.estimator" />
          {OWN.filter(uses).map((setting) => (
            <ParameterControl key={setting} path={`density.${setting}`} />
          ))}
          <ParameterControl path="density.l2Normalise" />
          {patch && <ParameterControl path="evaluation.locality" />}
          {patch && evaluation && <LocalityAdvice evaluation={evaluation} />}
          {patch && <ParameterControl path="evaluation.imageScore" />}
          <ParameterControl path="evaluation.threshold" />
          <ParameterControl path="evaluation.thresholdQuantile" />
          <ParameterControl path="evaluation.syntheticDefects" />
          <ParameterControl path="evaluation.bootstrapSamples" />
        </div>
        {evaluation && <DensityFacts evaluation={evaluation} />}
        {patch && <DenseCheck />}
      </Disclosure>
    </section>
  );
}

function DensityFacts({ evaluation: { density, locality } }: { readonly evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const facts: [string, string][] = [
    [t('samples'), String(density.samples)],
    [t('dimension'), String(density.dimension)],
  ];
  if (density.shrinkage !== null) facts.push([t('shrinkage'), formatRate(density.shrinkage)]);
  if (density.conditionNumber !== null)
    facts.push([t('conditionNumber'), formatScore(density.conditionNumber)]);
  if (density.effectiveRank !== null) facts.push([t('effectiveRank'), density.effectiveRank.toFixed(1)]);
  facts.push([t('locality'), t(`localityUsed.${locality}`)]);
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
