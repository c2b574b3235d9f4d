// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import { usePlayground } from '../../store/store.ts';
import common from '../i18n/en/common.ts';
import errors from '../i18n/en/errors.ts';
import parameters from '../i18n/en/parameters.ts';
import { Button } from './button.tsx';
import { ParameterControl } from './parameter-control.tsx';

beforeAll(async () => {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { common, errors, parameters } },
    interpolation: { escapeValue: false },
  });
});
afterEach(() => {
  cleanup();
  usePlayground.setState({ config: PRESETS.quick });
});

describe('Button', () => {
  it('does not work while it has a reason not to, and says it', () => {
    const pressed = vi.fn();
    render(
      <Button disabledReason="No images yet." onClick={pressed}>
        Play
      </Button>,
    );
    const button = screen.getByRole('button', { name: /Play/ });
    fireEvent.click(button);
    expect(pressed).not.toHaveBeenCalled();
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.getAttribute('title')).toBe('No images yet.');
    const described = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toBe('No images yet.');
  });
});

describe('ParameterControl', () => {
  const value = () => usePlayground.getState().config.training;

  it('takes a number when the field is left', () => {
    render(<ParameterControl path="training.steps" />);
    const field = screen.getByLabelText('Steps');
    fireEvent.change(field, { target: { value: '250' } });
    expect(value().steps).toBe(PRESETS.quick.training.steps);
    fireEvent.blur(field);
    expect(value().steps).toBe(250);
    expect(usePlayground.getState().config.preset).toBe('custom');
  });

  it('keeps what it cannot take in the field, with the reason, and the old value', () => {
    render(<ParameterControl path="training.steps" />);
    const field = screen.getByLabelText('Steps') as HTMLInputElement;
    fireEvent.change(field, { target: { value: 'many' } });
    fireEvent.blur(field);
    expect(field.value).toBe('many');
    expect(screen.getByRole('alert').textContent).toContain('“many” is not possible');
    expect(value().steps).toBe(PRESETS.quick.training.steps);
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(field.value).toBe(String(PRESETS.quick.training.steps));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('goes back to the paper’s value', () => {
    render(<ParameterControl path="training.learningRate" />);
    fireEvent.change(screen.getByRole('slider'), { target: { value: '200' } });
    expect(value().learningRate).toBe(1);
    fireEvent.click(screen.getByRole('button', { name: 'Back to 0.03' }));
    expect(value().learningRate).toBe(0.03);
  });

  it('is disabled where the parameter has no effect, and says why', () => {
    render(<ParameterControl path="density.ridge" />);
    expect((screen.getByLabelText('Ridge') as HTMLInputElement).disabled).toBe(true);
    expect(screen.getByText('Only for the ridge covariance.')).toBeTruthy();
  });

  it('unfolds its help', () => {
    render(<ParameterControl path="training.optimizer" />);
    const help = screen.getByRole('button', { name: 'About “Optimiser”' });
    fireEvent.click(help);
    expect(help.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText(/The paper: SGD with momentum/)).toBeTruthy();
  });
});
