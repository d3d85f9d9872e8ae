// The one icon set (lucide outline, ISC), each under the meaning that it has here; imported one by one.
import activityIcon from 'lucide-react/icons/activity'
import sortDownIcon from 'lucide-react/icons/arrow-down'
import sortUpIcon from 'lucide-react/icons/arrow-up'
import verifyIcon from 'lucide-react/icons/badge-check'
import blockedIcon from 'lucide-react/icons/ban'
import companyIcon from 'lucide-react/icons/building-2'
import checkIcon from 'lucide-react/icons/check'
import chevronDownIcon from 'lucide-react/icons/chevron-down'
import chevronRightIcon from 'lucide-react/icons/chevron-right'
import errorIcon from 'lucide-react/icons/circle-alert'
import activeIcon from 'lucide-react/icons/circle-check'
import systemOffIcon from 'lucide-react/icons/circle-off'
import disabledIcon from 'lucide-react/icons/circle-pause'
import questionIcon from 'lucide-react/icons/circle-question-mark'
import columnsIcon from 'lucide-react/icons/columns-3'
import copyIcon from 'lucide-react/icons/copy'
import readOnlyIcon from 'lucide-react/icons/eye'
import importIcon from 'lucide-react/icons/file-input'
import exportIcon from 'lucide-react/icons/file-output'
import storeIcon from 'lucide-react/icons/hard-drive'
import changedIcon from 'lucide-react/icons/history'
import waitIcon from 'lucide-react/icons/hourglass'
import elsewhereIcon from 'lucide-react/icons/import'
import infoIcon from 'lucide-react/icons/info'
import simpleKeyIcon from 'lucide-react/icons/key-round'
import consolesIcon from 'lucide-react/icons/layers'
import filterIcon from 'lucide-react/icons/list-filter'
import lockIcon from 'lucide-react/icons/lock'
import signOutIcon from 'lucide-react/icons/log-out'
import menuIcon from 'lucide-react/icons/menu'
import stationKeyIcon from 'lucide-react/icons/monitor-check'
import writeIcon from 'lucide-react/icons/pencil'
import addIcon from 'lucide-react/icons/plus'
import enableIcon from 'lucide-react/icons/power'
import refreshIcon from 'lucide-react/icons/refresh-cw'
import againIcon from 'lucide-react/icons/rotate-ccw'
import journalIcon from 'lucide-react/icons/scroll-text'
import searchIcon from 'lucide-react/icons/search'
import consoleIcon from 'lucide-react/icons/server'
import settingsIcon from 'lucide-react/icons/settings'
import shieldAlertIcon from 'lucide-react/icons/shield-alert'
import approvedIcon from 'lucide-react/icons/shield-check'
import editIcon from 'lucide-react/icons/square-pen'
import deleteIcon from 'lucide-react/icons/trash-2'
import warningIcon from 'lucide-react/icons/triangle-alert'
import undoIcon from 'lucide-react/icons/undo-2'
import unlinkedIcon from 'lucide-react/icons/unlink'
import personIcon from 'lucide-react/icons/user-round'
import ownerOffIcon from 'lucide-react/icons/user-x'
import offlineIcon from 'lucide-react/icons/wifi-off'
import closeIcon from 'lucide-react/icons/x'
import type { IconShape } from './icon'

/** Working, enabled, done. */
export const ActiveIcon: IconShape = activeIcon
/** What consoles and this computer wrote down. */
export const ActivityIcon: IconShape = activityIcon
/** Do the same once more. */
export const AgainIcon: IconShape = againIcon
export const AddIcon: IconShape = addIcon
/** Trusted, connected. */
export const ApprovedIcon: IconShape = approvedIcon
/** REST access off. */
export const BlockedIcon: IconShape = blockedIcon
/** What readings found different from those before. */
export const ChangedIcon: IconShape = changedIcon
export const CheckIcon: IconShape = checkIcon
export const ChevronDownIcon: IconShape = chevronDownIcon
export const ChevronRightIcon: IconShape = chevronRightIcon
export const CloseIcon: IconShape = closeIcon
export const ColumnsIcon: IconShape = columnsIcon
export const CompanyIcon: IconShape = companyIcon
/** One console. */
export const ConsoleIcon: IconShape = consoleIcon
/** All consoles. */
export const ConsolesIcon: IconShape = consolesIcon
export const CopyIcon: IconShape = copyIcon
export const DeleteIcon: IconShape = deleteIcon
/** Disabled by a person. */
export const DisabledIcon: IconShape = disabledIcon
export const EditIcon: IconShape = editIcon
/** A key that appeared without this computer's doing. */
export const ElsewhereIcon: IconShape = elsewhereIcon
export const EnableIcon: IconShape = enableIcon
export const ErrorIcon: IconShape = errorIcon
/** To a file. */
export const ExportIcon: IconShape = exportIcon
export const FilterIcon: IconShape = filterIcon
/** From a file. */
export const ImportIcon: IconShape = importIcon
export const InfoIcon: IconShape = infoIcon
export const JournalIcon: IconShape = journalIcon
export const LockIcon: IconShape = lockIcon
export const MenuIcon: IconShape = menuIcon
export const OfflineIcon: IconShape = offlineIcon
/** Owner disabled. */
export const OwnerOffIcon: IconShape = ownerOffIcon
export const PersonIcon: IconShape = personIcon
export const QuestionIcon: IconShape = questionIcon
/** Read-only access; also on the button Show, with its word. */
export const ReadOnlyIcon: IconShape = readOnlyIcon
export const RefreshIcon: IconShape = refreshIcon
export const SearchIcon: IconShape = searchIcon
export const SettingsIcon: IconShape = settingsIcon
/** Certificate not trusted or changed. */
export const ShieldAlertIcon: IconShape = shieldAlertIcon
export const SignOutIcon: IconShape = signOutIcon
/** Simple key. */
export const SimpleKeyIcon: IconShape = simpleKeyIcon
export const SortDownIcon: IconShape = sortDownIcon
export const SortUpIcon: IconShape = sortUpIcon
/** The key with which this computer signs in. */
export const StationKeyIcon: IconShape = stationKeyIcon
/** Credential store of this computer. */
export const StoreIcon: IconShape = storeIcon
/** Switched off by the system. */
export const SystemOffIcon: IconShape = systemOffIcon
export const UndoIcon: IconShape = undoIcon
/** Orphan: nobody holds the private key. */
export const UnlinkedIcon: IconShape = unlinkedIcon
export const VerifyIcon: IconShape = verifyIcon
export const WaitIcon: IconShape = waitIcon
export const WarningIcon: IconShape = warningIcon
/** Read-write access. */
export const WriteIcon: IconShape = writeIcon

/** Two keys: an Advanced key. Our own drawing. */
export const AdvancedKeyIcon: IconShape = (props) => (
  <svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeLinecap="round"
    strokeLinejoin="round"
    {...props}
    aria-hidden="true"
  >
    <circle cx="7" cy="6.5" r="3.75" />
    <path d="M7 10.25V21.5M7 16h3M7 20.5h3" />
    <circle cx="17" cy="6.5" r="3.75" />
    <path d="M17 10.25V21.5M17 16h3M17 20.5h3" />
  </svg>
)
