import { Component, type ReactNode } from 'react';
import { Failure } from './Pending.js';

interface Props {
  readonly children: ReactNode;
  /** What can be done instead. */
  readonly advice?: string;
  /** How it is tried again; without it, by drawing once more. */
  readonly again?: () => void;
}

interface State {
  readonly error: unknown;
  readonly failed: boolean;
}

/** Keeps what fails to be drawn from taking the rest of the page with it: says so in its place, and lets it be tried again. */
export class Boundary extends Component<Props, State> {
  override state: State = { error: undefined, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="broken">
        <Failure
          error={this.state.error}
          again={
            this.props.again ??
            (() => {
              this.setState({ error: undefined, failed: false });
            })
          }
        />
        {this.props.advice !== undefined && <p>{this.props.advice}</p>}
      </div>
    );
  }
}
